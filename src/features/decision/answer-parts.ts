import type { DecisionView } from '#contract/decision.ts';
import type { MemberBalance } from '#contract/member-balance.ts';
import type { Decision } from '#core/decision.ts';
import {
  connectionPort,
  type Loaded,
  programVersion,
  type RunResult,
} from '#features/ledger/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { accountsAfter } from './accounts-after.ts';
import { findEntries, type ReadEntry } from './decision-queries.ts';
import { explainEntries } from './explain-entries.ts';
import { outsideCause, outsideValues } from './outside-ids.ts';
import { shopFacts } from './shop.ts';
import type { Writer } from './writer.ts';

/** What every write answers with. */
export type AnswerParts = { decision: DecisionView | null; member: MemberBalance | null };

/** A decision just made, an earlier one by its id with what it was about, or none. */
export type Shown = { made: Decision } | { stored: string; subject: string | null } | null;

const liveDocument = async ({ ctx }: Writer, loaded: Loaded) => {
  if (loaded.latest_program === null) throw new Error('a merchant without a program');
  const source = { db: ctx.db, merchantId: ctx.merchantId, port: connectionPort(ctx.db.app) };
  return (await programVersion(source, loaded.latest_program)).document;
};

/** Entries with their sentences as others may see them. */
export const entryViews = (
  entries: readonly ReadEntry[],
  texts: readonly string[],
): DecisionView['entries'] =>
  entries.map(({ unit, amount, cause, explanation: { code, params } }, i) => ({
    unit,
    amount,
    cause: outsideCause(cause),
    explanation: { code, params: outsideValues(params), text: texts[i] ?? '' },
  }));

type Document = Awaited<ReturnType<typeof liveDocument>>;

const entriesOf = ({ ctx }: Writer, shown: NonNullable<Shown>): Promise<ReadEntry[]> =>
  'made' in shown
    ? Promise.resolve(shown.made.entries)
    : inMerchant(ctx.db, ctx.merchantId, (trx) => findEntries(ctx.merchantId, shown.stored, trx));

const decisionView = async (
  writer: Writer,
  shown: NonNullable<Shown>,
  document: Document,
): Promise<DecisionView> => {
  const { ctx, reader } = writer;
  const entries = await entriesOf(writer, shown);
  const { locale: merchantLocale } = await shopFacts(ctx);
  const source = { db: ctx.db, merchantId: ctx.merchantId, merchantLocale, document, reader };
  const texts = await explainEntries(source, entries);
  return {
    id: encodeId('dec', 'made' in shown ? shown.made.id : shown.stored),
    entries: entryViews(entries, texts),
  };
};

/** Visits that the decision began, less those it took back. */
const visitsMore = ({ state }: Loaded, made: Decision | null): number => {
  if (!made) return 0;
  const stood = new Set(state?.visits.filter((v) => v.begun_by !== null).map(({ id }) => id));
  const began = made.visits.filter((visit) => visit.begun_by !== null && !stood.has(visit.id));
  const ended = made.visits.filter((visit) => visit.begun_by === null && stood.has(visit.id));
  return began.length - ended.length;
};

const memberView = (
  loaded: Loaded,
  made: Decision | null,
  document: Document,
  now: number,
): MemberBalance | null => {
  const { profile } = loaded;
  if (!profile) return null;
  return {
    id: encodeId('mem', profile.id),
    name: profile.name,
    enrolled_at: profile.enrolled_at === null ? null : new Date(profile.enrolled_at).toISOString(),
    visits: profile.visits + visitsMore(loaded, made),
    accounts: accountsAfter(loaded, made, document, now),
  };
};

/** The decision with its sentences, and the member as they stand after it. */
export const answerParts = async (
  writer: Writer,
  loaded: Loaded,
  shown: Shown,
): Promise<AnswerParts> => {
  const document = await liveDocument(writer, loaded);
  const made = shown && 'made' in shown ? shown.made : null;
  return {
    decision: shown && (await decisionView(writer, shown, document)),
    member: memberView(loaded, made, document, writer.ctx.clock.now()),
  };
};

/** The decision a result speaks of; a stale snapshot and a guest's order have none. */
export const shownBy = (result: RunResult): Shown => {
  if (result.status === 'committed') return { made: result.decision };
  if (result.status !== 'replayed' || result.by === 'idempotency') return null;
  const { decision_id: stored, subject_id: subject } = result;
  return stored === null ? null : { stored, subject };
};
