import type { Permission } from '#contract/permissions.ts';
import {
  decisionMissedSchema,
  decisionParams,
  type PreviewInput,
  previewInputSchema,
  previewSchema,
} from '#contract/preview.ts';
import { writerOf } from '#features/decision/index.ts';
import {
  type Deps,
  type MerchantPrincipal,
  ok,
  type Route,
  refused,
  route,
} from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { pastMissed } from './past-missed.ts';
import { previewEvent } from './preview.ts';

type PreviewDeps = Pick<Deps, 'db' | 'clock'>;

/** What a preview shows beyond the published program. */
const neededFor = ({ member, program }: PreviewInput): Permission[] => [
  ...(member ? (['members:read'] as const) : []),
  ...(program === 'live' ? [] : (['program:write'] as const)),
];

const may = ({ permissions }: MerchantPrincipal, needed: readonly Permission[]): boolean =>
  needed.every((permission) => permissions.includes(permission));

export const previewRoutes = (deps: PreviewDeps): Route[] => [
  route({
    method: 'POST',
    path: '/v1/decisions/preview',
    summary: 'Preview what an order or a visit would give, and why rules would give nothing',
    tag: 'decisions',
    access: { kind: 'permission', permission: 'program:read' },
    body: previewInputSchema,
    // It writes nothing, so a repeat is harmless.
    naturalKey: () => true,
    responses: { 200: previewSchema },
    handle: async (request) => {
      if (!may(request.principal, neededFor(request.body))) return refused('forbidden');
      const preview = await previewEvent(writerOf(deps, request), request.body);
      return preview.ok ? ok(preview.view) : preview;
    },
  }),
  route({
    method: 'GET',
    path: '/v1/decisions/:id/missed',
    summary: 'List the rules that gave nothing in a decision, and why',
    tag: 'decisions',
    access: { kind: 'permission', permission: 'members:read' },
    params: decisionParams,
    responses: { 200: decisionMissedSchema },
    handle: async (request) => {
      const id = decodeId('dec', request.params.id);
      if (id === null) return refused('not_found');
      const missed = await pastMissed(writerOf(deps, request), id);
      return missed === undefined ? refused('not_found') : ok({ missed });
    },
  }),
];
