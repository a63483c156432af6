export { forgetImportsJob } from './forget-imports.ts';
export {
  type ImportReport,
  type ImportRequest,
  importOrders,
  type Progress,
} from './import-orders.ts';
export { findOnlyMerchant } from './only-merchant.ts';
export { importRoutes } from './routes.ts';
export { importJob, wakeImports } from './run-imports.ts';
export { type ScanRequest, scanOrders } from './scan-orders.ts';
export type { ImportOrder } from './to-order.ts';
