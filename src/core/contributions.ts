import { type CompiledProgram, type Matches, matcher } from './compile.ts';
import { dayIn, type OrderChange } from './counting.ts';
import { type Contribution, type Milestone, streakKey } from './milestone.ts';
import { counts, matchedMoney, matchedPieces, type NetOrder } from './order-net.ts';
import type { MemberState, VisitRecord } from './state.ts';

const matchers = new WeakMap<Milestone, Matches>();

/** Documents are immutable, so a milestone's matcher is made once. */
const matchesOf = (milestone: Milestone): Matches => {
  const known = matchers.get(milestone) ?? matcher(milestone.match);
  matchers.set(milestone, known);
  return known;
};

/** Pieces per product: by SKU, else by category, else by line. */
const kindsIn = (milestone: Milestone, net: NetOrder): Record<string, number> => {
  const kinds: Record<string, number> = {};
  for (const line of net.lines) {
    if (!counts(line, net) || !matchesOf(milestone)(line)) continue;
    const key = line.sku ?? line.category ?? line.id;
    kinds[key] = (kinds[key] ?? 0) + line.quantity;
  }
  return kinds;
};

const inOrder = (milestone: Milestone, net: NetOrder): Pick<Contribution, 'amount' | 'keys'> => {
  const matches = matchesOf(milestone);
  switch (milestone.counts) {
    case 'spend':
      return { amount: matchedMoney(net, matches) };
    case 'items':
      return { amount: matchedPieces(net, matches) };
    case 'kinds':
      return { amount: 0, keys: kindsIn(milestone, net) };
    case 'orders': {
      const counted = milestone.match
        ? matchedPieces(net, matches) > 0
        : net.amount_known
          ? net.remaining_minor > 0
          : net.remaining_quantity > 0;
      return { amount: Number(counted) };
    }
    case 'visits':
      return { amount: 0 };
  }
};

/** What a net adds to each milestone of its terms. */
const inNet = (program: CompiledProgram, day: string, net: NetOrder | null): Contribution[] => {
  if (!net) return [];
  return (program.document.milestones ?? []).flatMap((milestone) =>
    milestone.counts === 'visits' || milestone.period.kind === 'streak'
      ? []
      : [{ milestone, day, ...inOrder(milestone, net) }],
  );
};

const negated = ({ amount, keys, ...rest }: Contribution): Contribution => ({
  ...rest,
  amount: -amount,
  ...(keys && {
    keys: Object.fromEntries(Object.entries(keys).map(([key, n]) => [key, -n])),
  }),
});

/** How the change of an order changes the milestones of its terms. */
export const orderContributions = (
  program: CompiledProgram,
  { before, after }: OrderChange,
): Contribution[] => {
  if ((program.document.milestones ?? []).length === 0) return [];
  const day = dayIn(program, after.record.snapshot.occurred_at);
  return [...inNet(program, day, before.net).map(negated), ...inNet(program, day, after.net)];
};

/** Visits that begin add one to milestones over visits and to streaks; those taken back take it. */
export const visitContributions = (
  program: CompiledProgram,
  state: MemberState,
  visits: readonly VisitRecord[],
): Contribution[] => {
  const milestones = (program.document.milestones ?? []).filter(
    ({ counts: measure, period }) => measure === 'visits' || period.kind === 'streak',
  );
  if (milestones.length === 0) return [];
  return visits.flatMap((visit): Contribution[] => {
    const known = state.visits.find(({ id }) => id === visit.id);
    const amount = Number(visit.begun_by !== null) - Number((known?.begun_by ?? null) !== null);
    if (amount === 0) return [];
    const day = dayIn(program, visit.at);
    return milestones.map((milestone) => ({
      milestone,
      day,
      amount,
      ...(milestone.period.kind === 'streak' && {
        keys: { [streakKey(milestone.period.unit, day)]: amount },
      }),
    }));
  });
};
