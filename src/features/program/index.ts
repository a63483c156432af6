export { findLive, type VersionRow } from './program-queries.ts';
export { publishFirst } from './publish-program.ts';
export { programRoutes } from './routes.ts';
