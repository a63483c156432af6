import type { PreviewInput, PreviewView } from '#contract/preview.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { MemberEvent } from '#core/event.ts';
import type { ProgramVersion } from '#core/program.ts';
import { emptyState } from '#core/state.ts';
import { whyNot } from '#core/why-not.ts';
import {
  absent,
  accountsAfter,
  entryViews,
  explainEntries,
  isElsewhere,
  memberKey,
  mustExist,
  outsideValues,
  placeOf,
  shopFacts,
  VISITS_WITHIN_MINUTES,
  type Writer,
} from '#features/decision/index.ts';
import {
  connectionPort,
  type Loaded,
  loadState,
  type Preview,
  previewDecision,
} from '#features/ledger/index.ts';
import { toSnapshot } from '#features/order/index.ts';
import { findDraft } from '#features/program/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { decodeId, encodeId, newId } from '#platform/ids/ids.ts';
import { missedViews } from './missed-view.ts';

type Scene = { input: PreviewInput; at: number; location: string; visitId: string | undefined };

/** Whoever is asked for, or somebody new; a key that must belong to somebody is refused. */
const loadMember = async (writer: Writer, scene: Scene): Promise<Loaded | Refused> => {
  const { ctx } = writer;
  const { input, at, location, visitId } = scene;
  const member = input.member && (await memberKey(ctx, input.member));
  const near = { at, location_id: location, minutes: VISITS_WITHIN_MINUTES };
  const request = { now: at, member, near, visit_id: visitId, lots: 'open' } as const;
  const loaded = await loadState(connectionPort(ctx.db.app), ctx.merchantId, request);
  if (input.member && mustExist(input.member)) {
    const refused = absent(input.member, loaded);
    if (refused) return refused;
  }
  if (visitId === undefined) return loaded;
  const visit = loaded.state?.visits.find(({ id }) => id === visitId);
  return visit && !isElsewhere(writer, visit.location_id) ? loaded : refuse('not_found');
};

const eventOf = async (
  { ctx }: Writer,
  { input, at, location, visitId }: Scene,
): Promise<{ ok: true; event: MemberEvent } | Refused> => {
  if (!input.order) {
    const { stamps = [] } = input.visit ?? {};
    const visit = { type: 'visit', visit_id: newId(), occurred_at: at } as const;
    return { ok: true, event: { ...visit, location_id: location, stamps } };
  }
  const { currency } = await shopFacts(ctx);
  const identity = {
    source: 'preview',
    external_id: 'preview',
    version: 0,
    state: 'paid',
  } as const;
  const made = toSnapshot(
    { ...input.order, ...identity, refunds: [] },
    { currency, locationId: location, now: at },
  );
  if (!made.ok) return made;
  const event: MemberEvent = {
    type: 'order',
    order_id: newId(),
    snapshot: made.snapshot,
    visit_id: visitId,
    new_visit_id: newId(),
  };
  return { ok: true, event };
};

/** The draft as the version it would become; undefined = the live one decides. */
const draftOf = async (
  { ctx }: Writer,
  program: string,
  latest: number | null,
): Promise<{ ok: true; draft: ProgramVersion | undefined } | Refused> => {
  if (program === 'live') return { ok: true, draft: undefined };
  const { db, merchantId } = ctx;
  const id = decodeId('dft', program);
  const row = id && (await inMerchant(db, merchantId, (trx) => findDraft(merchantId, id, trx)));
  if (!row) return refuse('not_found');
  return { ok: true, draft: { number: (latest ?? 0) + 1, document: row.document } };
};

const view = async (
  { ctx, reader }: Writer,
  loaded: Loaded,
  { decision, programs, state }: Extract<Preview, { ok: true }>,
): Promise<PreviewView> => {
  const { document, number } = programs.live;
  const { locale: merchantLocale } = await shopFacts(ctx);
  const source = { db: ctx.db, merchantId: ctx.merchantId, merchantLocale, document, reader };
  const texts = await explainEntries(source, decision.entries);
  const missed = whyNot(programs, state, decision);
  const { profile } = loaded;
  const known = profile ? loaded : { ...loaded, state: emptyState(), active: {}, pending: {} };
  return {
    decision: { entries: entryViews(decision.entries, texts) },
    missed: await missedViews(ctx, reader, document, missed),
    member: {
      id: profile && encodeId('mem', profile.id),
      name: profile?.name ?? null,
      accounts: accountsAfter(known, decision, document, decision.at),
    },
    program_version: number,
  };
};

/** What an order or a visit would change, and what would give nothing and why; writes nothing. */
export const previewEvent = async (
  writer: Writer,
  input: PreviewInput,
): Promise<{ ok: true; view: PreviewView } | Refused> => {
  const place = await placeOf(writer, (input.order ?? input.visit)?.location_id);
  if (!place.ok) return place;
  const named = input.order?.visit_id;
  const visitId = named === undefined ? undefined : decodeId('vis', named);
  if (visitId === null) return refuse('not_found');
  const at = input.at === undefined ? writer.ctx.clock.now() : Date.parse(input.at);
  const scene = { input, at, location: place.location, visitId };
  const loaded = await loadMember(writer, scene);
  if ('ok' in loaded) return loaded;
  const draft = await draftOf(writer, input.program, loaded.latest_program);
  if (!draft.ok) return draft;
  const made = await eventOf(writer, scene);
  if (!made.ok) return made;
  const asked = { loaded, event: made.event, now: at, draft: draft.draft };
  const preview = await previewDecision(writer.ctx, asked);
  if (!preview.ok) return refuse(preview.refusal.code, outsideValues(preview.refusal.details));
  return { ok: true, view: await view(writer, loaded, preview) };
};
