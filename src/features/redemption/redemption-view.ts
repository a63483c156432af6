import type { RedemptionAnswer, RedemptionView } from '#contract/redemption.ts';
import type { RedemptionRecord } from '#core/state.ts';
import type { AnswerParts, Shown } from '#features/decision/index.ts';
import type { LedgerContext, Loaded } from '#features/ledger/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { findRedemption, type RedemptionRow } from './redemption-queries.ts';

const isoOrNull = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();

const core = ({ id, state, reward, hold_expires_at }: Omit<RedemptionRecord, 'issued_by'>) => ({
  id: encodeId('red', id),
  state,
  reward: {
    id: encodeId('rew', reward.reward_id),
    revision: reward.revision,
    kind: reward.kind,
    cost: reward.cost,
  },
  hold_expires_at: isoOrNull(hold_expires_at),
});

const recordOf = (row: RedemptionRow): Omit<RedemptionRecord, 'issued_by'> => ({
  id: row.id,
  state: row.state,
  reward: row.reward,
  hold_expires_at: row.hold_expires_at?.getTime() ?? null,
  issued_at: row.issued_at?.getTime() ?? null,
});

/** A redemption as it stands. */
export const redemptionView = (row: RedemptionRow): RedemptionView => ({
  ...core(recordOf(row)),
  member_id: encodeId('mem', row.member_id),
  location_id: row.location_id === null ? null : encodeId('loc', row.location_id),
  issued_at: row.issued_at?.toISOString() ?? null,
  created_at: row.at.toISOString(),
});

const recordAfter = async (
  ctx: LedgerContext,
  loaded: Loaded,
  shown: Shown,
): Promise<Omit<RedemptionRecord, 'issued_by'>> => {
  const made = shown && 'made' in shown ? shown.made.redemption : null;
  if (made) return made;
  const id = loaded.redemption?.id ?? (shown && 'stored' in shown ? shown.subject : null);
  const row = id
    ? await inMerchant(ctx.db, ctx.merchantId, (trx) => findRedemption(ctx.merchantId, id, trx))
    : undefined;
  if (!row) throw new Error('a redemption was written without a row');
  return recordOf(row);
};

/** What a step of a redemption answers with. */
export const redemptionBody = async (
  ctx: LedgerContext,
  parts: AnswerParts,
  loaded: Loaded,
  shown: Shown,
): Promise<RedemptionAnswer> => ({ ...core(await recordAfter(ctx, loaded, shown)), ...parts });
