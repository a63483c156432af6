export { recordOrder } from './record-order.ts';
export { refundOrder } from './refund-order.ts';
export { orderRoutes } from './routes.ts';
export { toSnapshot } from './to-snapshot.ts';
