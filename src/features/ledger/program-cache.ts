import type { ProgramDocument, ProgramVersion } from '#core/program.ts';
import type { Db } from '#platform/db/database.ts';
import { type LedgerPort, LOAD_PROGRAM } from './port.ts';

const MOST_MERCHANTS = 2_000;
const MOST_DOCUMENTS = 1_000;

type Published = { number: number; at: number };
/** Oldest first: a map keeps the order of insertion. */
type Cache = { timelines: Map<string, Published[]>; documents: Map<string, ProgramVersion> };
type Source = { db: Db; merchantId: string; port: LedgerPort };

const caches = new WeakMap<Db, Cache>();

/**
 * The version live at `at` (epoch ms); before the first one the first. Versions are immutable, so
 * what is kept never grows old: `latest`, read with the member, tells when there is a newer one.
 */
export async function programAt(
  source: Source,
  latest: number,
  at: number,
): Promise<ProgramVersion> {
  const timeline = await timelineOf(source, latest);
  let live = timeline[0];
  for (const version of timeline) if (version.at <= at) live = version;
  if (!live) throw new Error(`merchant ${source.merchantId} has no program version`);
  return programVersion(source, live.number);
}

/** A version by its number. */
export async function programVersion(source: Source, number: number): Promise<ProgramVersion> {
  const { documents } = cacheOf(source.db);
  const key = `${source.merchantId}:${number}`;
  const known = documents.get(key);
  if (known) return known;
  const { document } = await read(source, { number });
  if (!document) throw new Error(`merchant ${source.merchantId} has no program version ${number}`);
  const version = { number, document };
  remember(documents, key, version, MOST_DOCUMENTS);
  return version;
}

async function timelineOf(source: Source, latest: number): Promise<Published[]> {
  const { timelines } = cacheOf(source.db);
  const known = timelines.get(source.merchantId);
  if (known && known.at(-1)?.number === latest) return known;
  const { timeline } = await read(source, {});
  remember(timelines, source.merchantId, timeline, MOST_MERCHANTS);
  return timeline;
}

type Answer = { timeline: Published[]; document: ProgramDocument | null };

async function read(source: Source, request: { number?: number }): Promise<Answer> {
  return (await source.port(LOAD_PROGRAM, source.merchantId, request)) as Answer;
}

function cacheOf(db: Db): Cache {
  const known = caches.get(db);
  if (known) return known;
  const cache: Cache = { timelines: new Map(), documents: new Map() };
  caches.set(db, cache);
  return cache;
}

function remember<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > most && !oldest.done) map.delete(oldest.value);
}
