import { type Refused, refuse } from '#contract/refusals.ts';
import {
  type Command,
  type Decided,
  type Loaded,
  type RunResult,
  runDecision,
} from '#features/ledger/index.ts';
import { created, type JsonAnswer, ok, replayed } from '#platform/http/index.ts';
import { type AnswerParts, answerParts, type Shown, shownBy } from './answer-parts.ts';
import { outsideValues } from './outside-ids.ts';
import type { Writer } from './writer.ts';

/** A write that was carried out, now or before. `stale`: an older snapshot, nothing to do. */
export type Written<Body> = {
  ok: true;
  status: 'created' | 'replayed' | 'stale';
  body: Body;
};

/** Puts the parts of an answer into the body of one route. */
export type MakeBody<Body> = (
  parts: AnswerParts,
  loaded: Loaded,
  shown: Shown,
) => Body | Promise<Body>;

export type Write<Body> = {
  load: Command['load'];
  plan: Command['plan'];
  body: MakeBody<Body>;
};

const bodyOf = async <Body>(
  writer: Writer,
  write: Write<Body>,
  loaded: Loaded,
  shown: Shown,
): Promise<Body> => write.body(await answerParts(writer, loaded, shown), loaded, shown);

/** The command as the ledger runs it; the answer is kept under the request's idempotency key. */
export const runWrite = <Body>(writer: Writer, write: Write<Body>): Promise<RunResult> => {
  const respond = async ({ decision, loaded }: Decided) => ({
    status: 201,
    body: await bodyOf(writer, write, loaded, decision && { made: decision }),
  });
  return runDecision(writer.ctx, {
    load: write.load,
    plan: write.plan,
    device: writer.device,
    idempotency: writer.idempotency && { ...writer.idempotency, respond },
  });
};

/** What a result means to the one who asked. */
export const toWritten = async <Body>(
  writer: Writer,
  write: Write<Body>,
  result: RunResult,
): Promise<Written<Body> | Refused> => {
  switch (result.status) {
    case 'refused':
      return refuse(result.refusal.code, outsideValues(result.refusal.details));
    case 'in_flight':
      return refuse('idempotency_in_flight');
    case 'idempotency_mismatch':
    case 'device_mismatch':
      return refuse('idempotency_key_reused');
    case 'replayed':
      if (result.by === 'idempotency') {
        // Written by this very route: the hash covers method and path.
        return { ok: true, status: 'replayed', body: result.response.body as Body };
      }
  }
  const body = await bodyOf(writer, write, result.loaded, shownBy(result));
  const status = result.status === 'replayed' || result.status === 'stale' ? result.status : null;
  return { ok: true, status: status ?? 'created', body };
};

/** Runs a write to the end: what came of it, or why not. */
export const write = async <Body>(
  writer: Writer,
  what: Write<Body>,
): Promise<Written<Body> | Refused> => toWritten(writer, what, await runWrite(writer, what));

/** A write as HTTP says it: new 201, a repeat or something older 200. */
export const toAnswer = <Body>(written: Written<Body> | Refused): JsonAnswer | Refused => {
  if (!written.ok) return written;
  if (written.status === 'created') return created(written.body);
  return written.status === 'replayed' ? replayed(written.body) : ok(written.body);
};
