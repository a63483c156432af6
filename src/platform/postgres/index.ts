export { connectionUrl, connectTarget, type Target } from './connect-target.ts';
export { startEmbedded } from './embedded.ts';
export type { Connection, Embedded, ServerLog, StartOptions } from './types.ts';
