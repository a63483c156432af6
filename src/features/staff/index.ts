export { checkPin } from './check-pin.ts';
export type { StaffDeps } from './deps.ts';
export { staffRoutes } from './routes.ts';
export { staffResolver } from './staff-principal.ts';
export { findAllStaff, findStaff, findStaffByEmail } from './staff-queries.ts';
