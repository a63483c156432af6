export { adjustBalance } from './adjust-balance.ts';
export { adjustmentRoutes } from './routes.ts';
