import type { DirectoryCard, TillProgram, TillReward } from '#contract/till-directory.ts';
import type { QueuedAction } from './queue.ts';

/** What a till knows of a member: the server's full answer, or the row of the directory. */
export type KnownMember = DirectoryCard & {
  pending?: Record<string, number>;
  remainders?: Record<string, number>;
  chosen_reward_id?: string | null;
};

export type CardProgress = {
  unit: string;
  size: number;
  reward_id: string;
  /** Inked places of the card now being filled. */
  filled: number;
  /** Items to the reward; 0 = a full card is ready and nothing of the next one is filled. */
  missing: number;
  /** Full cards that can be redeemed now. */
  ready: number;
};

/**
 * A stamp card as it lies before staff. A full card shows full until it is redeemed; what goes
 * beyond carries on: 10 of 10 = ready 1, 12 of 10 = ready 1 and 2 filled on the next.
 */
export const cardProgress = (
  card: { unit: string; size: number; reward_id: string },
  balance: number,
): CardProgress => {
  const own = Math.max(0, balance);
  const ready = Math.floor(own / card.size);
  const rest = own % card.size;
  const full = ready > 0 && rest === 0;
  return {
    ...card,
    ready,
    filled: full ? card.size : rest,
    missing: full ? 0 : card.size - rest,
  };
};

/** Every stamp card of the program for this member. */
export const progressOf = (program: TillProgram, member: KnownMember): CardProgress[] =>
  program.stamp_cards.map((card) => cardProgress(card, member.balances[card.unit] ?? 0));

/**
 * Rewards that can be handed over now: the one the guest picked first, then stamp cards before
 * points, dearest first within a unit.
 */
export const reachableRewards = (program: TillProgram, member: KnownMember): TillReward[] => {
  const onCard = new Set(program.stamp_cards.map((card) => card.reward_id));
  return program.rewards
    .filter((it) => !it.sold_out && (member.balances[it.cost.unit] ?? 0) >= it.cost.amount)
    .sort((a, b) => {
      const { chosen_reward_id: chosen } = member;
      const picked = Number(b.id === chosen) - Number(a.id === chosen);
      const first = Number(onCard.has(b.id)) - Number(onCard.has(a.id));
      return picked || first || b.cost.amount - a.cost.amount;
    });
};

/** Units that a tap gives, in the program's order. */
export const tapUnits = (program: TillProgram): string[] =>
  program.units.filter((it) => it.kind === 'stamps').map((it) => it.id);

/** How much one tapped item gives: the unit's first rule per item, else one. */
export const perTap = (program: TillProgram, unit: string): number => {
  for (const rule of program.rules) {
    if (rule.give.kind === 'per_item' && rule.give.unit === unit) return rule.give.units;
  }
  return 1;
};

/** The category that fills a card, if its rule names exactly one: its word stands on the keys. */
export const tapCategory = (program: TillProgram, unit: string): string | null => {
  const rule = program.rules.find((it) => it.give.kind === 'per_item' && it.give.unit === unit);
  const categories = rule?.match?.categories ?? [];
  return categories.length === 1 && !rule?.match?.skus?.length ? (categories[0] ?? null) : null;
};

/** Categories that rules about amounts tell apart; without any the sum alone is enough. */
export const amountCategories = (program: TillProgram): string[] => {
  const named = program.rules
    .filter((it) => it.on === 'purchase' && it.give.kind === 'per_amount')
    .flatMap((it) => it.match?.categories ?? []);
  return [...new Set(named)];
};

/** True when a purchase amount gives something, so that its key makes sense. */
export const earnsByAmount = (program: TillProgram): boolean =>
  program.rules.some((it) => it.on === 'purchase' && it.give.kind !== 'per_item');

/** Units a new member starts with. */
export const welcomeGifts = (program: TillProgram): { unit: string; amount: number }[] => {
  const sums = new Map<string, number>();
  for (const rule of program.rules) {
    if (rule.on !== 'enrollment' || rule.give.kind !== 'fixed') continue;
    sums.set(rule.give.unit, (sums.get(rule.give.unit) ?? 0) + rule.give.units);
  }
  return [...sums].map(([unit, amount]) => ({ unit, amount }));
};

export type AmountGain = {
  unit: string;
  units: number;
  /** Money whose part of a unit waits for the next purchase; null = unknown or not kept. */
  kept_minor: number | null;
};

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const gainOf = (
  give: TillProgram['rules'][number]['give'],
  minor: number,
  remainders: Record<string, number> | undefined,
): AmountGain | null => {
  if (give.kind === 'per_item') return null;
  if (give.kind === 'fixed') return { unit: give.unit, units: give.units, kept_minor: null };
  const shared = gcd(give.units, give.per_minor);
  const denominator = give.per_minor / shared;
  const keeps = give.remainder === 'keep';
  const before = keeps ? (remainders?.[`${give.unit}/${denominator}`] ?? 0) : 0;
  const total = before + minor * (give.units / shared);
  const rest = total % denominator;
  const known = keeps && remainders !== undefined;
  return {
    unit: give.unit,
    units: Math.floor(total / denominator),
    kept_minor: known ? Math.floor(rest / (give.units / shared)) : null,
  };
};

/**
 * What a purchase of this amount will give, before the server says so: exact online, without the
 * part kept from before when only the directory is at hand.
 */
export const amountGains = (
  program: TillProgram,
  member: KnownMember,
  minor: number,
  category: string | null,
): AmountGain[] => {
  const gains: AmountGain[] = [];
  for (const rule of program.rules) {
    const categories = rule.match?.categories ?? [];
    const matches = categories.length === 0 || (category !== null && categories.includes(category));
    if (rule.on !== 'purchase' || !matches || rule.match?.skus?.length) continue;
    const gain = gainOf(rule.give, minor, member.remainders);
    if (gain) gains.push(gain);
  }
  return gains;
};

const isFor = (item: QueuedAction, member: KnownMember): boolean => {
  const { action } = item;
  if (action.kind !== 'visit' && action.kind !== 'order') return false;
  const ref = action.member;
  if ('id' in ref) return ref.id === member.member_id;
  return ref.card_code === member.code || ref.card_code === member.short_code;
};

/**
 * The member with what waits on this device: staff see the stamp they have just given, whether or
 * not it has reached the server. `undone` says which sequences are being taken back.
 */
export const withWaiting = <M extends KnownMember>(
  program: TillProgram,
  member: M,
  items: readonly QueuedAction[],
  undone: (sequence: number) => boolean,
): M => {
  const balances = { ...member.balances };
  for (const item of items) {
    const waits = item.state === 'queued' || item.state === 'sending';
    if (!waits || undone(item.sequence) || !isFor(item, member)) continue;
    if (item.action.kind !== 'visit') continue;
    for (const tap of item.action.stamps) {
      balances[tap.unit] = (balances[tap.unit] ?? 0) + tap.amount * perTap(program, tap.unit);
    }
  }
  return { ...member, balances };
};
