import { decide } from '#core/decide.ts';
import type { Programs } from '#core/decision.ts';
import { newId } from '#platform/ids/ids.ts';
import type { Command, EventPlan, GuestPlan, Plan, RunResult } from './command.ts';
import { type CommitResult, commitDecision } from './commit.ts';
import type { LedgerContext } from './context.ts';
import { knownKey } from './known-key.ts';
import { loadState } from './load.ts';
import type { Loaded } from './loaded.ts';
import { lookUp } from './look-up.ts';
import { lotsSuffice } from './lots-suffice.ts';
import { decisionPayload } from './payload.ts';
import { guestPayload } from './payload-rows.ts';
import type { LedgerPort } from './port.ts';
import { programsFor } from './programs-for.ts';

/** More open lots than this in one unit never belong to one person. */
const MOST_LOTS = 20_000;

export type Round = {
  ctx: LedgerContext;
  port: LedgerPort;
  /** Claims that earlier rounds were refused. */
  denied: readonly { kind: string; id: string }[];
  lock: boolean;
};

export type RoundResult =
  | RunResult
  | Extract<CommitResult, { status: 'conflict' | 'claim_denied' }>;

/** One round: load, plan, decide, commit. */
export async function decideOnce(round: Round, command: Command): Promise<RoundResult> {
  const now = round.ctx.clock.now();
  const loaded = await load(round, command, now);
  const plan = command.plan(loaded, now);
  const known = knownKey(command, loaded, hashesOf(plan));
  if (known) return known;
  if (!plan.ok) return { status: 'refused', refusal: plan.refusal, loaded };
  if ('stale' in plan) return { status: 'stale', loaded };
  const scene = { command, loaded, now };
  return 'guest' in plan ? commitGuest(round, scene, plan) : decideEvent(round, scene, plan);
}

type Scene = { command: Command; loaded: Loaded; now: number };

function load(
  { ctx, port, lock }: Round,
  { load: request, idempotency, device }: Command,
  now: number,
  lot_limit?: number,
): Promise<Loaded> {
  return loadState(port, ctx.merchantId, {
    ...request,
    now,
    lock,
    lot_limit,
    ...(idempotency && {
      idempotency: { principal: idempotency.principal, key: idempotency.key },
    }),
    ...(device && { device: { till_id: device.till_id, sequence: device.sequence } }),
  });
}

function hashesOf(plan: Plan): { order: string | undefined; refund: string | undefined } {
  if (!plan.ok || 'stale' in plan) return { order: undefined, refund: undefined };
  const order = 'guest' in plan ? plan.guest.order : plan.order;
  return { order: order?.hash, refund: order?.refund?.hash };
}

async function commitGuest(
  { ctx, port }: Round,
  { command, loaded, now }: Scene,
  { guest }: GuestPlan,
): Promise<RoundResult> {
  const response = await command.idempotency?.respond({ decision: null, loaded });
  const payload = guestPayload(ctx, command, { guest, known: loaded.order, now, response });
  const result = await commitDecision(port, ctx.merchantId, payload);
  return result.status === 'committed' ? { status: 'recorded', loaded } : result;
}

async function decideEvent(round: Round, scene: Scene, plan: EventPlan): Promise<RoundResult> {
  const { ctx, port, denied } = round;
  const { command, now } = scene;
  const programs = await programsFor({ ...ctx, port }, scene.loaded, plan.event, now);
  const loaded = await withLots(round, scene, plan, programs);
  const { state, facts: seen } = await lookUp({ ...ctx, port }, programs, loaded, plan.event, now);
  const facts = {
    decision_id: newId(),
    ...(loaded.reward && { reward: loaded.reward }),
    ...seen,
    denied: [...denied],
  };
  const outcome = decide(programs, state, plan.event, facts, now);
  if (!outcome.ok) return { status: 'refused', refusal: outcome.refusal, loaded };
  if (outcome.decision === null) return { status: 'stale', loaded };
  const { decision } = outcome;
  const response = await command.idempotency?.respond({ decision, loaded });
  const payload = decisionPayload(ctx, command, { plan, loaded, state, decision, response });
  const result = await commitDecision(port, ctx.merchantId, payload);
  if (result.status !== 'committed') return result;
  return { status: 'committed', decision, loaded, sequence: result.sequence ?? 0 };
}

async function withLots(
  round: Round,
  scene: Scene,
  plan: EventPlan,
  programs: Programs,
): Promise<Loaded> {
  const { command, loaded, now } = scene;
  const { state, reward } = loaded;
  if (!state || lotsSuffice(state, plan.event, { reward, programs, now })) return loaded;
  return load(round, { ...command, load: { ...command.load, lots: 'open' } }, now, MOST_LOTS);
}
