export type { Counts } from './counts.ts';
export {
  type ImportReport,
  type ImportRequest,
  importOrders,
  type Progress,
} from './import-orders.ts';
export { type Mapping, mappingSchema } from './mapping.ts';
export { findOnlyMerchant } from './only-merchant.ts';
export type { Rejected } from './read-orders.ts';
