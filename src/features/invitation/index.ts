export type { InvitationDeps } from './deps.ts';
export { invitationRoutes } from './routes.ts';
export { ensureSetupLink } from './setup-link.ts';
