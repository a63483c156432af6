/** Everything the outbox can say, in the past tense of the nouns. */
export const DOMAIN_EVENTS = [
  'order.awarded',
  'visit.recorded',
  'member.enrolled',
  'redemption.held',
  'redemption.issued',
  'redemption.released',
  'redemption.fulfilled',
  'redemption.canceled',
  'redemption.expired',
  'balance.adjusted',
  'decision.reversed',
  'units.expired',
  'milestone.reached',
  'occasion.given',
  'tier.changed',
  'tier.ending',
] as const;

export type DomainEventType = (typeof DOMAIN_EVENTS)[number];
