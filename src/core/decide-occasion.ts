import { inForce } from './basis.ts';
import { daysBetween } from './calendar.ts';
import { type CompiledProgram, compile } from './compile.ts';
import { dayIn } from './counting.ts';
import type { Outcome, Programs } from './decision.ts';
import { decided, type Frame, movesOf, STALE } from './decision-draft.ts';
import type { OccasionEvent } from './event.ts';
import { endOfBusinessDay } from './expiry-date.ts';
import { gain } from './gains.ts';
import { sceneOf } from './judge.ts';
import { lifetime } from './lifetime.ts';
import { type Progress, progressKey } from './milestone.ts';
import { LEAST_DAYS_BETWEEN, type Occasion } from './occasion.ts';
import { openPosting, type Posting } from './posting.ts';
import type { MemberState } from './state.ts';
import type { VoucherRecord } from './voucher.ts';

/** What names the record of an occasion among the progress of milestones. */
export const occasionPlace = (id: string): Pick<Progress, 'milestone' | 'period'> => ({
  milestone: id,
  period: 'year',
});

const lastDay = (state: MemberState, { id }: Occasion): string | undefined =>
  Object.keys(state.progress[progressKey(occasionPlace(id))]?.keys ?? {})[0];

/** Whether the occasion of a day was given for already, perhaps under another date. */
const isGiven = (state: MemberState, occasion: Occasion, day: string): boolean => {
  const last = lastDay(state, occasion);
  return last !== undefined && Math.abs(daysBetween(last, day)) < LEAST_DAYS_BETWEEN;
};

const recordOf = (state: MemberState, { id }: Occasion, day: string): Progress => {
  const place = occasionPlace(id);
  const given = (state.progress[progressKey(place)]?.given ?? 0) + 1;
  return { ...place, value: given, given, keys: { [day]: 1 } };
};

type Scene = { frame: Frame; program: CompiledProgram; version: number; day: string };

const voucherFor = ({ frame, program, day }: Scene, { id, give }: Occasion): VoucherRecord[] => {
  if (give.kind !== 'voucher') return [];
  const [voucher_id] = frame.facts.ids ?? [];
  if (voucher_id === undefined) throw new Error('facts lack the id of a voucher');
  return [
    {
      id: voucher_id,
      reward_id: give.reward_id,
      origin: `occasion:${id} ${day}`,
      state: 'open',
      valid_from: frame.now,
      valid_to: endOfBusinessDay(day, give.valid_days, program.document.zone),
    },
  ];
};

const unitsFor = (p: Posting, scene: Scene, { id, on, give }: Occasion): void => {
  if (give.kind !== 'fixed') return;
  const { program, version, day } = scene;
  const unit = program.units.get(give.unit);
  if (!unit) throw new Error(`unit ${give.unit} is not in version ${version}`);
  const life = lifetime(unit, program.document.zone, p.now, p.now);
  gain(p, unit.id, give.units, `occasion:${id} ${day}`, life, {
    counter: 'issued',
    cause: `occasion:${id}@${version}`,
    explain: (amount) => ({ code: 'earn.occasion', params: { occasion: id, on, amount } }),
  });
};

/**
 * A member's own day comes near (semantics, "Rules"; E7): gives what the program has for it, once a
 * year. The shell names occasion and day; asking again changes nothing.
 */
export const decideOccasion = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: OccasionEvent,
): Outcome => {
  const { document, number: version } = programs.live;
  const program = compile(document);
  const occasion = program.occasions.get(event.occasion);
  if (!occasion || isGiven(state, occasion.terms, event.day)) return STALE;
  const happened = { at: frame.now, location_id: null };
  const scene = sceneOf(program, state, frame.facts, happened);
  const ahead = daysBetween(dayIn(program, frame.now), event.day);
  if (ahead > occasion.terms.before || inForce([occasion], scene).terms.length === 0) return STALE;
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  const given = { frame, program, version, day: event.day };
  unitsFor(posting, given, occasion.terms);
  const data = { occasion: event.occasion, day: event.day, moves: movesOf(posting) };
  return decided(frame, posting, {
    progress: [recordOf(state, occasion.terms, event.day)],
    vouchers: voucherFor(given, occasion.terms),
    outbox: [{ type: 'occasion.given', data }],
  });
};
