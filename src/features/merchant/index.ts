export { changeMerchant } from './change-merchant.ts';
export { type CreatedMerchant, createMerchant, type NewMerchant } from './create-merchant.ts';
export { findMerchant, type MerchantRow } from './merchant-queries.ts';
export { offlineLimitsOf } from './merchant-view.ts';
export { merchantRoutes } from './routes.ts';
