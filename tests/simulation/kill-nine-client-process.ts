import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Acknowledgement, Attempt, Job, Order } from './kill-nine.ts';
import { now } from './kill-nine-installation.ts';

/*
 * The client of kill-nine.ts, a process of its own: it posts orders over several connections and
 * notes each acknowledgement in a file that it syncs before it goes on, so that what is in the
 * file is what the shop was promised.
 */

/** Acknowledgements after which the server counts as busy. */
const WARM = 20;
const TIMEOUT_MS = 30_000;
/** Nobody killed the server: the round is broken. */
const LOAD_MS = 60_000;

type Answer = { id: string; decision: Acknowledgement['decision'] };

let file = 0;
let acknowledged = 0;

function acknowledge(line: Acknowledgement): void {
  writeSync(file, `${JSON.stringify(line)}\n`);
  fsyncSync(file);
  acknowledged += 1;
  if (acknowledged === WARM) process.send?.({ kind: 'warm' });
}

const bodyOf = ({ external_id, member_id, quantity, total_minor }: Order) =>
  JSON.stringify({
    source: 'kill-nine',
    external_id,
    member: { id: member_id },
    currency: 'EUR',
    total_minor,
    lines: [{ name: 'Espresso', category: 'coffee', quantity, total_minor }],
  });

/** Posts one order; what broke on the way has no status. */
async function post(job: Job, agent: Agent, order: Order): Promise<Attempt> {
  const attempt: Attempt = { order, sentAt: null, answeredAt: null, status: null, replayed: false };
  try {
    const answer = await send(job, agent, order, attempt);
    const body = (await json(answer)) as Answer;
    attempt.answeredAt = now();
    attempt.status = answer.statusCode ?? 0;
    attempt.replayed = answer.headers['idempotent-replayed'] === 'true';
    if (attempt.status === 200 || attempt.status === 201) {
      acknowledge({ ...order, order_id: body.id, decision: body.decision });
    }
  } catch {
    // The connection broke, maybe in the middle of an answer: nothing is known of this order.
  }
  return attempt;
}

function send(job: Job, agent: Agent, order: Order, attempt: Attempt): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${job.apiKey}`,
      'content-type': 'application/json',
    };
    const sending = request(`${job.address}/v1/orders`, { method: 'POST', agent, headers });
    sending.setTimeout(TIMEOUT_MS, () => sending.destroy(new Error('no answer in time')));
    sending.once('finish', () => {
      // Handed to the system only when there is a connection, not when it was refused.
      if (sending.socket && !sending.socket.connecting) attempt.sentAt = now();
    });
    sending.once('response', resolve).once('error', reject);
    sending.end(bodyOf(order));
  });
}

/** One connection: a new order after each answer, until the server is gone. */
async function runLane(job: Job, lane: number): Promise<Attempt[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const end = performance.now() + LOAD_MS;
  const left: Attempt[] = [];
  for (let n = 0; left.length === 0 && performance.now() < end; n++) {
    const quantity = 1 + ((n + lane) % 3);
    const order: Order = {
      external_id: `${job.round}-${lane}-${n}`,
      member_id: job.memberIds[(n * 5 + lane) % job.memberIds.length] ?? '',
      quantity,
      // Not whole euros: the remainders have to survive too.
      total_minor: quantity * 290,
    };
    const attempt = await post(job, agent, order);
    if (attempt.status !== 200 && attempt.status !== 201) left.push(attempt);
  }
  agent.destroy();
  return left;
}

async function resend(job: Job): Promise<Attempt[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: job.lanes });
  const attempts = await Promise.all(job.resend.map((order) => post(job, agent, order)));
  agent.destroy();
  return attempts;
}

process.on('message', async (job: Job) => {
  file = openSync(job.file, 'a');
  acknowledged = 0;
  const lanes = Array.from({ length: job.lanes }, (_, lane) => lane);
  const attempts =
    job.resend.length > 0
      ? await resend(job)
      : (await Promise.all(lanes.map((lane) => runLane(job, lane)))).flat();
  closeSync(file);
  process.send?.({ kind: 'done', attempts });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ kind: 'up' });
