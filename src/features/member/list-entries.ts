import type { z } from 'zod';
import type { memberEntrySchema } from '#contract/member.ts';
import type { Explanation } from '#core/explanation.ts';
import type { Locale } from '#core/program.ts';
import {
  explainEntries,
  outsideCause,
  outsideSubject,
  outsideValues,
} from '#features/decision/index.ts';
import { findMerchant } from '#features/merchant/index.ts';
import { findLive } from '#features/program/index.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import type { Deps } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';

export type EntryKey = { at: Date; decisionId: string; n: number };

export type EntryRow = {
  at: Date;
  decision_id: string;
  n: number;
  unit: string;
  amount: number;
  debt: number;
  counter: string;
  cause: string;
  explanation: Explanation;
  subject: string;
  reversed_by: string | null;
  flags: string[];
  staff: string | null;
  till: string | null;
};
type EntryView = z.infer<typeof memberEntrySchema>;

/** Entries of a member, the newest first, each with its reason as a sentence for the reader. */
export const listEntries = async (
  deps: Pick<Deps, 'db'>,
  merchantId: string,
  memberId: string,
  page: { limit: number; before: EntryKey | null; reader: Locale },
): Promise<{ rows: EntryRow[]; views: EntryView[] }> => {
  const { rows, shop, live } = await inMerchant(deps.db, merchantId, async (trx) => ({
    rows: await readEntries(merchantId, memberId, page, trx),
    shop: await findMerchant(merchantId, trx),
    live: await findLive(merchantId, trx),
  }));
  if (!live) throw new Error(`merchant ${merchantId} has no program version`);
  const { document } = live;
  const reading = { db: deps.db, merchantId, merchantLocale: shop.locale, document };
  const texts = await explainEntries({ ...reading, reader: page.reader }, rows);
  return { rows, views: rows.map((row, index) => entryView(row, texts[index] ?? '')) };
};

const readEntries = async (
  merchantId: string,
  memberId: string,
  { limit, before }: { limit: number; before: EntryKey | null },
  trx: MerchantTransaction,
): Promise<EntryRow[]> =>
  trx
    .selectFrom('entry')
    .innerJoin('decision', (join) =>
      join
        .onRef('decision.merchant_id', '=', 'entry.merchant_id')
        .onRef('decision.id', '=', 'entry.decision_id')
        .onRef('decision.at', '=', 'entry.at'),
    )
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.merchant_id', '=', 'decision.merchant_id')
        .onRef('staff.id', '=', 'decision.staff_id'),
    )
    .leftJoin('till', (join) =>
      join
        .onRef('till.merchant_id', '=', 'decision.merchant_id')
        .onRef('till.id', '=', 'decision.till_id'),
    )
    .select([
      'entry.at',
      'entry.decision_id',
      'entry.n',
      'entry.unit',
      'entry.amount',
      'entry.debt',
      'entry.counter',
      'entry.cause',
      'entry.explanation',
      'decision.subject',
      'decision.reversed_by',
      'decision.flags',
      'staff.name as staff',
      'till.name as till',
    ])
    .where('entry.merchant_id', '=', merchantId)
    .where('entry.member_id', '=', memberId)
    .$if(before !== null, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('entry.at', 'entry.decision_id', 'entry.n'),
          '<',
          eb.tuple(before?.at ?? new Date(0), before?.decisionId ?? '', before?.n ?? 0),
        ),
      ),
    )
    .orderBy('entry.at', 'desc')
    .orderBy('entry.decision_id', 'desc')
    .orderBy('entry.n', 'desc')
    .limit(limit + 1)
    .execute();

const entryView = (row: EntryRow, text: string): EntryView => ({
  decision_id: encodeId('dec', row.decision_id),
  at: row.at.toISOString(),
  unit: row.unit,
  amount: row.amount,
  debt: row.debt,
  cause: outsideCause(row.cause),
  counter: row.counter,
  subject: outsideSubject(row.subject),
  reversed: row.reversed_by !== null,
  flags: row.flags,
  staff: row.staff,
  till: row.till,
  explanation: {
    code: row.explanation.code,
    params: outsideValues(row.explanation.params),
    text,
  },
});
