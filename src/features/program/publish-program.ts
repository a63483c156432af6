import { type Refused, refuse, refuseFields } from '#contract/refusals.ts';
import type { ProgramDocument } from '#core/program.ts';
import { audit } from '#features/audit/index.ts';
import { priceReward } from '#features/reward/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { faultsOf, mustFindLive, type ProgramWrite } from './change-draft.ts';
import {
  findDraft,
  findProgramShop,
  insertVersion,
  removeDraft,
  type VersionRow,
} from './program-queries.ts';

/**
 * Makes a draft the next version, which never changes again. Publishers wait for each other under
 * the merchant's row; a draft of an older version is refused, since it would undo the newer one.
 */
export const publishProgram = async (
  trx: MerchantTransaction,
  write: ProgramWrite,
  draftId: string,
  note: string | null,
): Promise<VersionRow | Refused> => {
  const { merchantId, actor } = write;
  await findProgramShop(merchantId, trx, true);
  const draft = await findDraft(merchantId, draftId, trx);
  if (!draft) return refuse('not_found');
  const live = await mustFindLive(merchantId, trx);
  if (draft.based_on !== live.number) {
    return refuse('program_draft_stale', { based_on: draft.based_on, live: live.number });
  }
  const faults = await faultsOf(merchantId, draft.document, live, trx);
  if (faults.length > 0) return refuseFields(faults, 'program_invalid');
  const version: VersionRow = {
    number: live.number + 1,
    document: draft.document,
    // Versions follow each other in time, whatever the clock does: an event finds exactly one.
    published_at: new Date(Math.max(write.now, live.published_at.getTime() + 1)),
    published_by: actor,
    note,
  };
  await insertVersion(merchantId, version, trx);
  await priceCards(trx, write, version.document);
  await removeDraft(merchantId, draftId, trx);
  await notePublished(trx, write, version);
  return version;
};

/** A merchant's first version, at its foundation. */
export const publishFirst = async (
  trx: MerchantTransaction,
  { merchantId, actor, now }: ProgramWrite,
  document: ProgramDocument,
): Promise<void> => {
  const published_at = new Date(now);
  const version = { number: 1, document, published_at, published_by: actor, note: null };
  await insertVersion(merchantId, version, trx);
};

/** A full card buys exactly one reward: its price is the card's size from this version on. */
const priceCards = async (
  trx: MerchantTransaction,
  write: ProgramWrite,
  document: ProgramDocument,
): Promise<void> => {
  for (const { unit, size, reward_id } of document.stamp_cards) {
    await priceReward(trx, write, reward_id, { unit, amount: size });
  }
};

const notePublished = (trx: MerchantTransaction, write: ProgramWrite, version: VersionRow) =>
  audit(trx, {
    merchantId: write.merchantId,
    actor: write.actor,
    action: 'program.published',
    subject: encodeId('mer', write.merchantId),
    details: { version: version.number, note: version.note },
    at: write.now,
  });
