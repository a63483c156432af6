export { checkPin } from './check-pin.ts';
export { createStaff } from './create-staff.ts';
export type { StaffDeps } from './deps.ts';
export { readPlaces, showPlaces } from './read-places.ts';
export { staffRoutes } from './routes.ts';
export { staffResolver } from './staff-principal.ts';
export { findAllStaff, findStaff, findStaffByEmail } from './staff-queries.ts';
