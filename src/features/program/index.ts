export { createDraft } from './change-draft.ts';
export { findDraft, findLive, type VersionRow } from './program-queries.ts';
export { publishFirst, publishProgram } from './publish-program.ts';
export { programRoutes } from './routes.ts';
