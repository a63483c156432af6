export { claimCardRecovery } from './claim-card-recovery.ts';
export type { CardRecoveryDeps } from './deps.ts';
export { requestCardRecovery } from './request-card-recovery.ts';
export { cardRecoveryRoutes } from './routes.ts';
