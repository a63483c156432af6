import { Readable } from 'node:stream';
import { type Refused, refuse } from '#contract/refusals.ts';
import {
  type SimulationLine,
  simulationFileQuery,
  simulationInputSchema,
} from '#contract/simulation.ts';
import type { Db } from '#platform/db/database.ts';
import {
  type Answer,
  type Deps,
  file,
  type MerchantPrincipal,
  type Route,
  route,
} from '#platform/http/index.ts';
import { simulateFile } from './simulate-file.ts';
import { simulateOwn } from './simulate-own.ts';

type SimulationDeps = Pick<Deps, 'db' | 'clock'>;
type Started = { ok: true; lines: AsyncGenerator<SimulationLine> } | Refused;

const LINES = 'application/x-ndjson';
const LARGEST_FILE = 20 * 1024 * 1024;
const AGAIN_SECONDS = 5;

/** Merchants with a simulation under way in this process: one each is enough. */
const underWay = new WeakMap<Db, Set<string>>();

async function* told(
  lines: AsyncGenerator<SimulationLine>,
  end: () => void,
): AsyncGenerator<string> {
  try {
    for await (const line of lines) yield `${JSON.stringify(line)}\n`;
  } finally {
    end();
  }
}

/** One line of JSON after the other; the last one is the result. */
const streamed = async (
  { db }: SimulationDeps,
  { merchantId, permissions }: MerchantPrincipal,
  start: () => Promise<Started>,
): Promise<Answer> => {
  if (!permissions.includes('analytics:read')) return refuse('forbidden');
  const running = underWay.get(db) ?? new Set<string>();
  underWay.set(db, running);
  if (running.has(merchantId)) return refuse('rate_limited', { seconds: AGAIN_SECONDS });
  running.add(merchantId);
  const end = () => running.delete(merchantId);
  try {
    const started = await start();
    if (!started.ok) {
      end();
      return started;
    }
    const raw = Readable.from(told(started.lines, end));
    // Left before its first line was asked for, the lines never end by themselves.
    raw.once('close', end);
    return file(raw, LINES, { 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  } catch (error) {
    end();
    throw error;
  }
};

const access = { kind: 'permission', permission: 'program:write' } as const;

export const simulationRoutes = (deps: SimulationDeps): Route[] => [
  route({
    method: 'POST',
    path: '/v1/simulations',
    summary: 'Try a draft on the last orders, beside the live program',
    tag: 'program',
    access,
    body: simulationInputSchema,
    // It writes nothing, so a repeat is harmless.
    naturalKey: () => true,
    responses: { 200: LINES },
    handle: ({ principal, body }) => {
      const scene = { db: deps.db, merchantId: principal.merchantId, now: deps.clock.now() };
      return streamed(deps, principal, () => simulateOwn(scene, body));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/simulations/files',
    summary: 'Try a draft on a file of orders, beside the live program',
    tag: 'program',
    access,
    query: simulationFileQuery,
    consumes: 'binary',
    bodyLimit: LARGEST_FILE,
    naturalKey: () => true,
    responses: { 200: LINES },
    handle: async ({ principal, query, raw }) => {
      const content = raw.request.body;
      if (!Buffer.isBuffer(content)) return refuse('import_unreadable', { reason: 'no_columns' });
      const scene = { db: deps.db, merchantId: principal.merchantId, now: deps.clock.now() };
      return streamed(deps, principal, () => simulateFile(scene, query, content));
    },
  }),
];
