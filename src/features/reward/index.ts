export { priceReward, type RewardWrite } from './change-reward.ts';
export type { RewardContent } from './reward-content.ts';
export { findReward, insertReward, listRewards, type RewardRow } from './reward-queries.ts';
export { rewardRoutes } from './routes.ts';
