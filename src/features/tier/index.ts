export { reviewTiersJob } from './review-tiers.ts';
