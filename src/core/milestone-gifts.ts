import { times } from './amount.ts';
import type { CompiledProgram } from './compile.ts';
import type { Decision, DomainEvent } from './decision.ts';
import type { Frame } from './decision-draft.ts';
import { endOfDay } from './expiry-date.ts';
import { gain } from './gains.ts';
import { DAY_MS, lifetime } from './lifetime.ts';
import { lose } from './losses.ts';
import {
  type Contribution,
  deservedTimes,
  type Milestone,
  type Progress,
  periodAt,
  progressKey,
  withContribution,
} from './milestone.ts';
import type { Posting, Reason } from './posting.ts';
import type { MemberState } from './state.ts';
import type { VoucherRecord } from './voucher.ts';

/** What milestones change beside the units they move, and what the outbox tells of it. */
type MilestoneChanges = Pick<Decision, 'progress' | 'vouchers'> & { reached: DomainEvent[] };

type Scene = {
  posting: Posting;
  frame: Frame;
  state: MemberState;
  program: CompiledProgram;
  /** The version of the program that gives. */
  version: number;
  vouchers: VoucherRecord[];
};

/** What vouchers of a milestone and period name as their origin, and lots too. */
export const voucherOrigin = (milestone: string, period: string): string =>
  `milestone:${milestone} ${period}`;

const reasonFor = (scene: Scene, milestone: Milestone, count: number): Reason => ({
  counter: 'issued',
  cause: `milestone:${milestone.id}@${scene.version}`,
  explain: (amount) => ({
    code: count > 0 ? 'earn.milestone' : 'refund.milestone',
    params: { milestone: milestone.id, times: Math.abs(count), amount },
  }),
});

/** Ids for vouchers that this decision may still use: facts bring some, so that replay agrees. */
const freeIds = ({ frame, vouchers }: Scene): string[] =>
  (frame.facts.ids ?? []).filter((id) => !vouchers.some((voucher) => voucher.id === id));

/** How many times can be given for at once; the rest comes with the member's next decision. */
const givable = (scene: Scene, { give: gift }: Milestone, count: number): number =>
  gift?.kind === 'voucher' ? Math.min(count, freeIds(scene).length) : count;

const give = (scene: Scene, milestone: Milestone, progress: Progress, count: number): void => {
  const { posting, program, frame } = scene;
  const { give: gift } = milestone;
  if (!gift) return;
  const origin = voucherOrigin(milestone.id, progress.period);
  const { zone } = program.document;
  if (gift.kind === 'voucher') {
    for (const id of freeIds(scene).slice(0, count)) {
      scene.vouchers.push({
        id,
        reward_id: gift.reward_id,
        origin,
        state: 'open',
        valid_from: frame.now,
        valid_to: endOfDay(frame.now + gift.valid_days * DAY_MS, zone),
      });
    }
    return;
  }
  const unit = program.units.get(gift.unit);
  if (!unit) throw new Error(`unit ${gift.unit} is not in version ${scene.version}`);
  const life = lifetime(unit, zone, frame.now, frame.now);
  const units = times(gift.units, count);
  gain(posting, unit.id, units, origin, life, reasonFor(scene, milestone, count));
};

/** Open vouchers of a milestone are revoked, the youngest first; used ones stay given. */
const revoke = (scene: Scene, origin: string, count: number): number => {
  const open = Object.values(scene.state.vouchers)
    .filter((voucher) => voucher.origin === origin && voucher.state === 'open')
    .sort((a, b) => b.valid_from - a.valid_from || (a.id < b.id ? 1 : -1))
    .slice(0, count);
  for (const voucher of open) scene.vouchers.push({ ...voucher, state: 'revoked' });
  return open.length;
};

/** Takes gifts back; answers how many really are, the others are not given a second time. */
const takeBack = (
  scene: Scene,
  milestone: Milestone,
  progress: Progress,
  count: number,
): number => {
  const { give: gift } = milestone;
  if (!gift) return count;
  const origin = voucherOrigin(milestone.id, progress.period);
  if (gift.kind === 'voucher') return revoke(scene, origin, count);
  const { refund_policy: policy } = scene.program.document;
  const terms = { own: (lot: { origin: string }) => lot.origin === origin, policy, undo: false };
  const units = times(gift.units, count);
  const reason = reasonFor(scene, milestone, -count);
  const forgiven = lose(scene.posting, gift.unit, units, terms, reason);
  return count - Math.ceil(forgiven / gift.units);
};

const settle = (
  scene: Scene,
  milestone: Milestone,
  progress: Progress,
): { progress: Progress; reached: DomainEvent[] } => {
  const owed = deservedTimes(milestone, progress) - progress.given;
  const count = givable(scene, milestone, owed);
  if (count === 0) return { progress, reached: [] };
  if (count < 0) {
    const taken = takeBack(scene, milestone, progress, -count);
    return { progress: { ...progress, given: progress.given - taken }, reached: [] };
  }
  give(scene, milestone, progress, count);
  const data = { milestone: milestone.id, period: progress.period, times: count };
  return {
    progress: { ...progress, given: progress.given + count },
    reached: [{ type: 'milestone.reached', data }],
  };
};

/**
 * Adds contributions to the member's progress and posts what it deserves minus what was given
 * (semantics, "Refunds": milestones and challenges are derived anew). Milestones of one decision
 * are settled in document order.
 */
export const settleMilestones = (
  posting: Posting,
  frame: Frame,
  state: MemberState,
  terms: { program: CompiledProgram; version: number; contributions: readonly Contribution[] },
): MilestoneChanges => {
  const { program, version, contributions } = terms;
  const scene: Scene = { posting, frame, state, program, version, vouchers: [] };
  const changed = new Map<string, { milestone: Milestone; progress: Progress }>();
  for (const contribution of contributions) {
    const { milestone } = contribution;
    const period = periodAt(milestone, contribution.day);
    if (period === null) continue;
    const key = progressKey({ milestone: milestone.id, period });
    const known = changed.get(key)?.progress ?? state.progress[key];
    changed.set(key, { milestone, progress: withContribution(known, contribution, period) });
  }
  const changes: MilestoneChanges = { progress: [], vouchers: scene.vouchers, reached: [] };
  for (const [key, { milestone, progress }] of changed) {
    const settled = settle(scene, milestone, progress);
    if (isSame(state.progress[key], settled.progress)) continue;
    changes.progress.push(settled.progress);
    changes.reached.push(...settled.reached);
  }
  return changes;
};

const isSame = (known: Progress | undefined, next: Progress): boolean =>
  (known?.value ?? 0) === next.value &&
  (known?.given ?? 0) === next.given &&
  JSON.stringify(Object.entries(known?.keys ?? {}).sort()) ===
    JSON.stringify(Object.entries(next.keys ?? {}).sort());
