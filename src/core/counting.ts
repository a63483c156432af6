import { isEmptyShare } from './award.ts';
import type { CompiledProgram } from './compile.ts';
import { businessDay } from './local-time.ts';
import { matchedMoney, type NetOrder, netOrder } from './order-net.ts';
import type { Moved } from './order-posting.ts';
import type { ProgramDocument } from './program.ts';
import type { MemberState, OrderRecord, VisitRecord } from './state.ts';
import { type DayCount, sumDays } from './window.ts';

/** The business day of a moment under a program. */
export const dayIn = ({ document }: CompiledProgram, at: number): string =>
  businessDay(at, document.zone, document.day_starts_at);

/** What an order counts for its member: one purchase while it stands, and the money that earns. */
type Counted = { orders: number; spend: number };

const NOTHING: Counted = { orders: 0, spend: 0 };

/** `null` = the order does not stand: pending, canceled, excluded, not this member's. */
const countedOf = (net: NetOrder | null): Counted => {
  if (!net) return NOTHING;
  const stands = net.amount_known ? net.remaining_minor > 0 : net.remaining_quantity > 0;
  return { orders: Number(stands), spend: matchedMoney(net, () => true) };
};

/** Whether an order gives and counts anything. */
export const stands = ({ snapshot, excluded }: OrderRecord): boolean =>
  snapshot.state === 'paid' && !excluded;

/** The net that counts for the member; null before terms are frozen or when it does not stand. */
export const standingNet = (record: OrderRecord, net: NetOrder): NetOrder | null =>
  record.basis && stands(record) ? net : null;

/** The net that has counted so far, of its last snapshot. */
export const netBefore = (
  program: CompiledProgram,
  known: OrderRecord | undefined,
): NetOrder | null => {
  if (!known?.basis) return null;
  const measured = netOrder(known.snapshot, program.document.base);
  if (!measured.ok) throw new Error(`the snapshot of order ${known.id} was taken on once`);
  return standingNet(known, measured.net);
};

/** What a rule gave or lost, and for how many purchases or visits more (fewer when negative). */
type Count = Moved & { times: number };

/** Units that a cap or a tier asks about. */
const askedUnits = ({ caps, tiers }: ProgramDocument): Set<string> => {
  const units = new Set((caps ?? []).map(({ unit }) => unit));
  if (tiers && typeof tiers.measure !== 'string') units.add(tiers.measure.points);
  return units;
};

/** Units and times of limited rules, and units asked about: nobody asks for the others. */
export const movedDays = (
  program: CompiledProgram,
  business_day: string,
  moved: readonly Count[],
): DayCount[] => {
  const asked = askedUnits(program.document);
  return moved.flatMap(({ rule, unit, units, times }) => {
    const days: DayCount[] = [];
    if (asked.has(unit)) days.push({ measure: `earned:${unit}`, business_day, amount: units });
    if ((program.terms.get(rule)?.limits.length ?? 0) > 0) {
      days.push({ measure: `units:${rule}`, business_day, amount: units });
      days.push({ measure: `times:${rule}`, business_day, amount: times });
    }
    return days;
  });
};

const gives = ({ posted }: OrderRecord, rule: string): number => {
  const share = posted[rule];
  return Number(share !== undefined && !isEmptyShare(share));
};

/** An order before and after a decision; `net` is null where it does not count. */
export type OrderChange = {
  before: { record: OrderRecord; net: NetOrder | null };
  after: { record: OrderRecord; net: NetOrder | null };
};

/** How a decision about an order changes what counts for the member. */
export const orderDays = (
  program: CompiledProgram,
  { before, after }: OrderChange,
  moved: readonly Moved[],
): DayCount[] => {
  const [was, is] = [countedOf(before.net), countedOf(after.net)];
  const business_day = dayIn(program, after.record.snapshot.occurred_at);
  const change = (measure: 'orders' | 'spend'): DayCount => ({
    measure,
    business_day,
    amount: is[measure] - was[measure],
  });
  const counts = moved.map((each) => ({
    ...each,
    times: gives(after.record, each.rule) - gives(before.record, each.rule),
  }));
  return sumDays([change('orders'), change('spend'), ...movedDays(program, business_day, counts)]);
};

/** Visits that begin count 1 on their business day, visits that are taken back −1. */
export const visitDays = (
  program: CompiledProgram,
  state: MemberState,
  visits: readonly VisitRecord[],
): DayCount[] =>
  sumDays(
    visits.map((visit) => {
      const known = state.visits.find(({ id }) => id === visit.id);
      const amount = Number(visit.begun_by !== null) - Number((known?.begun_by ?? null) !== null);
      return { measure: 'visits', business_day: dayIn(program, visit.at), amount };
    }),
  );
