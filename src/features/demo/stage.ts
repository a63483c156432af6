import type { Refused } from '#contract/refusals.ts';
import type { Writer } from '#features/decision/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { Cafe, DemoDeps } from './found-demo.ts';
import type { Happening } from './year.ts';

export type Counts = Record<
  'members' | 'orders' | 'visits' | 'redemptions' | 'refunds' | 'reversals',
  number
>;

/** What the happenings of one demo share. */
export type Stage = {
  deps: Pick<DemoDeps, 'db'>;
  cafe: Cafe;
  /** The ids that enrolling gave, by `who`. */
  members: Map<number, string>;
  counts: Counts;
};

export type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
const HALF_DAY_HOUR = 13;

/** One of the three at the till, with the clock at that moment of the past. */
export const writerAt = ({ deps, cafe }: Stage, at: number, place: number): Writer => {
  const staffId = onShift(cafe, at, place);
  return {
    ctx: {
      db: deps.db,
      merchantId: cafe.merchantId,
      clock: { now: () => at },
      actor: `staff:${staffId}`,
      staffId,
    },
    reader: 'en',
  };
};

/** Mornings, afternoons, and the one who runs the second place. */
const onShift = ({ staff }: Cafe, at: number, place: number): string => {
  const isMorning = new Date(at).getUTCHours() < HALF_DAY_HOUR;
  const found = place === 1 ? staff[2] : staff[isMorning ? 0 : 1];
  if (found === undefined) throw new Error('nobody is at the till of the demo');
  return found;
};

export const memberOf = ({ members }: Stage, who: number): { id: string } => {
  const id = members.get(who);
  if (id === undefined) throw new Error('somebody came to the demo before joining it');
  return { id: encodeId('mem', id) };
};

export const locationOf = ({ cafe }: Stage, place: number): string => {
  const id = cafe.locations[place];
  if (id === undefined) throw new Error(`the demo has no location ${place}`);
  return encodeId('loc', id);
};

/** What a use case did; the demo asks for nothing that may be refused. */
export const taken = <Body>(written: { ok: true; body: Body } | Refused): Body => {
  if (!written.ok) throw refusedBy(written);
  return written.body;
};

export const refusedBy = ({ refusal }: Refused): Error =>
  new Error(`the demo was refused: ${refusal.code} ${JSON.stringify(refusal.details ?? {})}`);
