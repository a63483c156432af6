import { type ExplainContext, explain } from '#contract/messages/explain/explain.ts';
import type { ReaderLocale } from '#contract/messages/translate.ts';
import type { Locale, ProgramDocument } from '#core/program.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { findRewardNames, type ReadEntry } from './decision-queries.ts';

export type ExplainFor = {
  db: Db;
  merchantId: string;
  merchantLocale: Locale;
  /** The live version: its words name the units. */
  document: Pick<ProgramDocument, 'units' | 'currency'>;
  reader: ReaderLocale;
};

const rewardsNamed = (entries: readonly Pick<ReadEntry, 'explanation'>[]): string[] => {
  const ids = entries.flatMap(({ explanation: { params } }) =>
    'reward_id' in params ? [String(params.reward_id)] : [],
  );
  return [...new Set(ids)];
};

/** The sentence of each entry, in their order. Looks rewards' names up when one is mentioned. */
export const explainEntries = async (
  { db, merchantId, merchantLocale, document, reader }: ExplainFor,
  entries: readonly Pick<ReadEntry, 'unit' | 'explanation'>[],
): Promise<string[]> => {
  const rewardIds = rewardsNamed(entries);
  const names =
    rewardIds.length === 0
      ? new Map<string, Record<string, string>>()
      : await inMerchant(db, merchantId, (trx) => findRewardNames(merchantId, rewardIds, trx));
  const rewardName: ExplainContext['rewardName'] = (id) => {
    const known = names.get(id);
    return known?.[reader] ?? known?.[merchantLocale] ?? Object.values(known ?? {})[0];
  };
  return entries.map((entry) => explain(entry, { document, reader, merchantLocale, rewardName }));
};
