export { endTillSessions } from './change-staff.ts';
export { checkPin } from './check-pin.ts';
export type { StaffDeps } from './deps.ts';
export { staffRoutes } from './routes.ts';
export { staffResolver } from './staff-principal.ts';
export { findAllStaff, findStaff, findStaffByEmail, lockStaff } from './staff-queries.ts';
export { staffView } from './staff-view.ts';
