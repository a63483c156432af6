/** `held` = set aside for a redemption that is not finished. */
export type VoucherState = 'open' | 'held' | 'used' | 'revoked';

/** A right of one member to one reward, without units, once, within its time. */
export type VoucherRecord = {
  id: string;
  reward_id: string;
  /** What gave it: `milestone:ID PERIOD`, `occasion:ID DAY`. */
  origin: string;
  state: VoucherState;
  valid_from: number;
  /** Not valid any more from here on (epoch ms). */
  valid_to: number;
};

/** Whether it can be redeemed at a moment. */
export const isValid = ({ state, valid_from, valid_to }: VoucherRecord, at: number): boolean =>
  state === 'open' && at >= valid_from && at < valid_to;
