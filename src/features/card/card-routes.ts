import { z } from 'zod';
import { file, type Route, refused, route } from '#platform/http/index.ts';
import { surfaceWorker } from '#platform/render/assets.ts';
import type { CardDeps } from './deps.ts';
import { followCard } from './follow-card.ts';
import { installManifest } from './install-files.ts';
import { openCard } from './load-card.ts';
import { htmlResponses, langQuery, PRIVATE } from './page-answer.ts';
import { showCard } from './show-card.ts';
import { showHistory } from './show-history.ts';

const shared = {
  tag: 'card',
  internal: true,
  access: { kind: 'public', limit: 'anonymous' },
} as const;
const params = z.object({ token: z.string().max(64) });
const sequence = z.coerce.number().int().min(0).catch(0);

/** The card itself: whoever has its secret address may read it. */
export const cardPageRoutes = (deps: CardDeps): Route[] => [
  route({
    ...shared,
    method: 'GET',
    path: '/c/:token',
    summary: "Show a member's card",
    params,
    query: z.object({ ...langQuery, fragment: z.string().max(1).optional().catch(undefined) }),
    responses: htmlResponses,
    handle: (request) => showCard(deps, request),
  }),
  route({
    ...shared,
    method: 'GET',
    path: '/c/:token/history',
    summary: 'Show what was added to a card and why',
    params,
    query: z.object({ ...langQuery, before: z.string().max(300).optional().catch(undefined) }),
    responses: htmlResponses,
    handle: (request) => showHistory(deps, request),
  }),
  route({
    ...shared,
    method: 'GET',
    path: '/c/:token/live',
    summary: 'Follow the changes of a card as server-sent events',
    params,
    query: z.object({ after: sequence.optional() }),
    responses: { 200: 'text/event-stream' },
    handle: async ({ params: { token }, query, headers, raw }) => {
      const open = await openCard(deps.db, token);
      if (!open) return refused('not_found');
      const last = headers['last-event-id'];
      raw.reply.hijack();
      await followCard(deps, raw.reply.raw, open, last ? sequence.parse(last) : (query.after ?? 0));
      return 'hijacked';
    },
  }),
  route({
    ...shared,
    method: 'GET',
    path: '/c/:token/manifest.webmanifest',
    summary: 'Let a phone keep the card on its home screen',
    params,
    responses: { 200: 'application/manifest+json' },
    handle: async ({ params: { token } }) => {
      const open = await openCard(deps.db, token);
      if (!open) return refused('not_found');
      const manifest = JSON.stringify(installManifest(open.shop, token));
      return file(manifest, 'application/manifest+json', PRIVATE);
    },
  }),
  route({
    ...shared,
    method: 'GET',
    path: '/c/worker.js',
    summary: 'Keep the card readable offline',
    responses: { 200: 'text/javascript' },
    handle: async () =>
      file(surfaceWorker('card'), 'text/javascript; charset=utf-8', {
        'cache-control': 'no-cache',
      }),
  }),
];
