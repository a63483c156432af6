export { tillShellRoutes } from './app-shell.ts';
export type { TillDeps } from './deps.ts';
export { directoryRoutes } from './directory-routes.ts';
export { tillRoutes } from './routes.ts';
export { syncRoutes } from './sync-routes.ts';
export { tillResolver } from './till-principal.ts';
