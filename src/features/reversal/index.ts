export { type Guard, reverseDecision } from './reverse-decision.ts';
export { reversalRoutes } from './routes.ts';
