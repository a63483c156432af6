export { redeemReward } from './redeem-reward.ts';
export { redemptionRoutes } from './routes.ts';
export { type CancelGuard, expireRedemption, stepRedemption } from './step-redemption.ts';
