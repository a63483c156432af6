import { merchantFaults, successionFaults } from '#contract/program-faults.ts';
import { type FieldFault, type Refused, refuse, refuseFields } from '#contract/refusals.ts';
import type { ProgramDocument } from '#core/program.ts';
import { findLocationNames } from '#features/location/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { newId } from '#platform/ids/ids.ts';
import {
  activeRewardIds,
  type DraftRow,
  findDraft,
  findLive,
  findProgramShop,
  listDrafts,
  saveDraft,
  type VersionRow,
} from './program-queries.ts';

export type ProgramWrite = { merchantId: string; actor: string; now: number };

const MOST_DRAFTS = 20;

/** A draft from a document, or as a copy of the live version. */
export const createDraft = async (
  trx: MerchantTransaction,
  { merchantId, actor, now }: ProgramWrite,
  document: ProgramDocument | undefined,
): Promise<DraftRow | Refused> => {
  const live = await mustFindLive(merchantId, trx);
  const known = await listDrafts(merchantId, { limit: MOST_DRAFTS, before: null }, trx);
  if (known.length >= MOST_DRAFTS) return refuse('draft_limit');
  const faults = document ? await faultsOf(merchantId, document, live, trx) : [];
  if (faults.length > 0) return refuseFields(faults);
  const draft: DraftRow = {
    id: newId(),
    document: document ?? live.document,
    based_on: live.number,
    updated_at: new Date(now),
    updated_by: actor,
  };
  await saveDraft(merchantId, draft, trx);
  return draft;
};

export const changeDraft = async (
  trx: MerchantTransaction,
  { merchantId, actor, now }: ProgramWrite,
  id: string,
  document: ProgramDocument,
): Promise<DraftRow | Refused> => {
  const known = await findDraft(merchantId, id, trx);
  if (!known) return refuse('not_found');
  const live = await mustFindLive(merchantId, trx);
  const faults = await faultsOf(merchantId, document, live, trx);
  if (faults.length > 0) return refuseFields(faults);
  const draft = { ...known, document, updated_at: new Date(now), updated_by: actor };
  await saveDraft(merchantId, draft, trx);
  return draft;
};

/** All that stands between this document and being the merchant's next version. */
export const faultsOf = async (
  merchantId: string,
  document: ProgramDocument,
  live: VersionRow,
  trx: MerchantTransaction,
): Promise<FieldFault[]> => {
  const shop = await findProgramShop(merchantId, trx);
  const activeRewards = await activeRewardIds(merchantId, trx);
  // Also archived ones: a program that names one goes on to hold.
  const locations = Object.keys(await findLocationNames(merchantId, trx));
  const faults = [
    ...merchantFaults(document, { ...shop, activeRewards, locations }),
    ...successionFaults(document, live),
  ];
  // Where the field stands in a draft, as the contract's own check names it.
  return faults.map((fault) => ({ ...fault, path: `document.${fault.path}` }));
};

export const mustFindLive = async (
  merchantId: string,
  trx: MerchantTransaction,
): Promise<VersionRow> => {
  const live = await findLive(merchantId, trx);
  if (!live) throw new Error(`merchant ${merchantId} has no program version`);
  return live;
};
