export { cardResolver, findCardByToken } from './card-principal.ts';
export { changeMember } from './change-member.ts';
export { readContact } from './contact.ts';
export {
  type Enrollment,
  type EnrollmentKeys,
  type EnrollResult,
  enrollMember,
} from './enroll-member.ts';
export { allocateCards, issueCard } from './issue-card.ts';
export { type EntryRow, listEntries } from './list-entries.ts';
export { searchMembers } from './member-search.ts';
export { cardUrl, memberView, memberViews } from './member-view.ts';
export { memberRoutes } from './routes.ts';
