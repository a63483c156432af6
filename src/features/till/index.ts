export type { TillDeps } from './deps.ts';
export { tillRoutes } from './routes.ts';
export { tillPermissions, tillResolver } from './till-principal.ts';
