/**
 * What the ledger must hold, kept the simplest way: every balance is summed anew from the orders,
 * taps, adjustments and redemptions that stand. It knows nothing of lots, decisions or versions.
 */
export type ModelLine = { quantity: number; total_minor: number; coffee: boolean };

export type ModelOrder = {
  external_id: string;
  id: string;
  /** Index of the member; null = a guest's. */
  member: number | null;
  version: number;
  state: 'pending' | 'paid' | 'canceled';
  lines: ModelLine[];
  /** Pieces given back, by line. */
  refunded: number[];
  refunds: number;
  excluded: boolean;
  /** The newest decision about it, and whose it was. */
  decision: { id: string; member: number } | null;
};

export type ModelHold = { id: string; until: number; price: number };
export type ModelMember = {
  id: string;
  uuid: string;
  stamps: number;
  points: number;
  holds: ModelHold[];
  /** Redemptions that can be canceled, taps that can be undone. */
  issued: { id: string; price: number }[];
  taps: { decision: string; amount: number }[];
};

export type Model = { members: ModelMember[]; orders: ModelOrder[] };

const counts = (order: ModelOrder, member: number): boolean =>
  order.member === member && order.state === 'paid' && !order.excluded;

const netOf = (order: ModelOrder): { pieces: number; minor: number } => {
  let pieces = 0;
  let minor = 0;
  order.lines.forEach((line, i) => {
    const left = line.quantity - (order.refunded[i] ?? 0);
    const net = Math.floor((line.total_minor * left) / line.quantity);
    minor += net;
    if (line.coffee && net > 0) pieces += left;
  });
  return { pieces, minor };
};

/** Balances of one member: a stamp a coffee, ⌊all money ÷ 100⌋ points, what was given by hand. */
export const balancesOf = ({ members, orders }: Model, index: number) => {
  const member = members[index]!;
  let { stamps } = member;
  let minor = 0;
  for (const order of orders) {
    if (!counts(order, index)) continue;
    const net = netOf(order);
    stamps += net.pieces;
    minor += net.minor;
  }
  return { stamp: stamps, point: Math.floor(minor / 100) + member.points };
};

/** What can be spent: everything but what open holds set aside. */
export const spendableStamps = (model: Model, index: number, now: number): number => {
  const held = model.members[index]!.holds.filter(({ until }) => until > now).reduce(
    (sum, { price }) => sum + price,
    0,
  );
  return balancesOf(model, index).stamp - held;
};
