/** How a request may name a member. */
export type MemberReference =
  | { id: string }
  | { card_code: string }
  | { short_code: string }
  | { external_id: { source: string; id: string } }
  | { email: string }
  | { phone: string };

/** An order by our id or by the source's; `version` and `refund_id` ask whether they are known. */
export type OrderReference = ({ id: string } | { source: string; external_id: string }) & {
  version?: number | undefined;
  refund_id?: string | undefined;
};

/**
 * What a decision needs to see. A member may be named directly or by the order, redemption or
 * decision that belongs to them.
 */
export type LoadRequest = {
  member?: MemberReference | undefined;
  order?: OrderReference | undefined;
  /** Visits of the member around a time (epoch ms) at one location. */
  near?: { at: number; location_id: string; minutes: number } | undefined;
  visit_id?: string | undefined;
  redemption_id?: string | undefined;
  decision_id?: string | undefined;
  reward_id?: string | undefined;
  /** `open` for whatever takes units; `sums` (the default) is enough for gains and for reading. */
  lots?: 'sums' | 'open' | undefined;
};

/** A write from a device that numbers its actions. */
export type DeviceAction = {
  till_id: string;
  sequence: number;
  /** Over what the device sent. */
  hash: string;
  kind: string;
  device_at: number;
  sent_at: number;
};
