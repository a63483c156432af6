export { giveOccasionsJob } from './give-occasions.ts';
