import { refusalParams, refusalText } from '#contract/messages/refusal/index.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import {
  type TillActionResult,
  type TillActionsBody,
  tillActionSchema,
} from '#contract/till-action.ts';
import type { Locale } from '#core/program.ts';
import { sentencesOf } from '#platform/http/fault.ts';
import type { TillPrincipal } from '#platform/http/index.ts';
import { personOf } from './sync-person.ts';
import { type Outcome, runAction, type SyncDeps } from './sync-run.ts';

type Batch = { principal: TillPrincipal; reader: Locale; body: TillActionsBody };
type Envelope = TillActionsBody['actions'][number];

const resultOf = (sequence: number, done: Outcome | Refused, reader: Locale): TillActionResult => {
  if (!done.ok) {
    const { code, details, faults } = done.refusal;
    // Without its figures a sentence with figures says less than the title.
    const complete = refusalParams(code).every((name) => name in details);
    const text = refusalText(reader);
    const title = text(`${code}.title`);
    const general = complete ? `${title}. ${text(`${code}.detail`, details)}` : title;
    const message = faults ? (sentencesOf(faults, reader)[0]?.message ?? general) : general;
    return { sequence, status: 'refused', refusal: { code, message, details } };
  }
  const { decision, subject_id, member_id, flags, replayed } = done;
  return {
    sequence,
    status: 'done',
    replayed,
    decision_id: decision?.id ?? null,
    subject_id,
    member_id,
    flags,
    card_url: done.card_url ?? null,
    entries: decision?.entries ?? [],
  };
};

const runOne = async (
  deps: SyncDeps,
  { principal, reader, body }: Batch,
  envelope: Envelope,
): Promise<Outcome | Refused> => {
  const { sequence, ...content } = envelope;
  const parsed = tillActionSchema.safeParse(content);
  if (!parsed.success) return refuse('action_invalid', { sequence });
  const action = parsed.data;
  const person = await personOf(deps, principal, action.staff_id);
  if (!person.ok) return person;
  const times = {
    device_at: action.device_at,
    sent_at: body.sent_at,
    received_at: deps.clock.now(),
  };
  const who = person.principal;
  return runAction({ deps, principal: who, reader, sequence, times, action });
};

/**
 * Takes in what a till sends, in the order of the device. Each action has its own outcome: one that
 * is refused, or that the server stumbles over, never holds up the others.
 */
export const syncActions = async (deps: SyncDeps, batch: Batch): Promise<TillActionResult[]> => {
  const results: TillActionResult[] = [];
  const ordered = [...batch.body.actions].sort((a, b) => a.sequence - b.sequence);
  for (const envelope of ordered) {
    const { sequence } = envelope;
    try {
      const done = await runOne(deps, batch, envelope);
      // Two requests with the same action at once: the device asks again for what came of it.
      const busy = !done.ok && done.refusal.code === 'idempotency_in_flight';
      results.push(busy ? { sequence, status: 'failed' } : resultOf(sequence, done, batch.reader));
    } catch (error) {
      deps.log.error({ err: error, sequence, till: batch.principal.tillId }, 'till action failed');
      results.push({ sequence, status: 'failed' });
    }
  }
  return results;
};
