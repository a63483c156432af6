export { cardResolver } from './card-principal.ts';
export { changeMember } from './change-member.ts';
export { findChoice, writeChoice } from './choice-queries.ts';
export {
  type Enrollment,
  type EnrollmentKeys,
  type EnrollResult,
  enrollMember,
} from './enroll-member.ts';
export { allocateCards, issueCard } from './issue-card.ts';
export { cardUrl, memberView } from './member-view.ts';
export { memberRoutes } from './routes.ts';
