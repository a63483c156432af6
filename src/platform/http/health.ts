import { z } from 'zod';
import { file, ok } from './answer.ts';
import type { Deps } from './deps.ts';
import type { Metrics } from './metrics.ts';
import { type Route, route } from './route.ts';

const stateSchema = z.object({ ok: z.boolean() });

/** For load balancers and monitoring; no credential, no limit, nothing about a merchant. */
export const healthRoutes = (deps: Pick<Deps, 'db'>, metrics: Metrics): Route[] => [
  route({
    method: 'GET',
    path: '/livez',
    summary: 'Tell whether the process runs',
    tag: 'health',
    internal: true,
    access: { kind: 'public', limit: 'none' },
    responses: { 200: stateSchema },
    handle: async () => ok({ ok: true }),
  }),
  route({
    method: 'GET',
    path: '/readyz',
    summary: 'Tell whether requests can be answered: the database answers and is migrated',
    tag: 'health',
    internal: true,
    access: { kind: 'public', limit: 'none' },
    responses: { 200: stateSchema, 503: stateSchema },
    handle: async () => {
      const ready = await isReady(deps);
      return { status: ready ? 200 : 503, body: { ok: ready } };
    },
  }),
  route({
    method: 'GET',
    path: '/metrics',
    summary: 'Give counters as Prometheus reads them',
    tag: 'health',
    internal: true,
    access: { kind: 'public', limit: 'none' },
    responses: { 200: 'text/plain' },
    handle: async () => file(metrics.text(), 'text/plain; version=0.0.4; charset=utf-8'),
  }),
];

const isReady = async (deps: Pick<Deps, 'db'>): Promise<boolean> => {
  try {
    const applied = await deps.db.owner.query('select from control.schema_migration limit 1');
    return applied.rowCount === 1;
  } catch {
    // Not ready is the answer; why, the pool's own events and the next request log.
    return false;
  }
};
