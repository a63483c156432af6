export type { InvitationDeps, NewMerchant } from './deps.ts';
export { invitationRoutes } from './routes.ts';
export { ensureSetupLink } from './setup-link.ts';
