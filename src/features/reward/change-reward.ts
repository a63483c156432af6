import { type FieldFault, type Refused, refuse, refuseFields } from '#contract/refusals.ts';
import type { RewardCreate, RewardUpdate } from '#contract/reward.ts';
import { audit } from '#features/audit/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import { contentOf, type RewardContent, revised } from './reward-content.ts';
import {
  findReward,
  findShop,
  insertRevision,
  insertReward,
  lockReward,
  type RewardRow,
  type RewardShop,
  setStock,
  updateReward,
} from './reward-queries.ts';

/** Whose reward, who changes it, when. */
export type RewardWrite = { merchantId: string; actor: string; now: number };
export type RewardWritten = { row: RewardRow; shop: RewardShop };

export const createReward = async (
  trx: MerchantTransaction,
  write: RewardWrite,
  input: RewardCreate,
): Promise<RewardWritten | Refused> => {
  const { merchantId, actor, now } = write;
  const shop = await findShop(merchantId, trx);
  const content = contentOf(input, shop.locale);
  const refused = contentRefused(content, shop);
  if (refused) return refused;
  const id = newId();
  const at = new Date(now);
  const stock = input.stock ?? null;
  await insertReward(merchantId, { id, content, stock, by: actor, at }, trx);
  await note(trx, write, 'reward.created', id, content);
  return { row: await mustFind(merchantId, id, trx), shop };
};

/** A change of what the reward is or costs makes a new revision; a change of its stock none. */
export const changeReward = async (
  trx: MerchantTransaction,
  write: RewardWrite,
  id: string,
  input: RewardUpdate,
): Promise<RewardWritten | Refused> => {
  const { merchantId } = write;
  await lockReward(merchantId, id, trx);
  const known = await findReward(merchantId, id, trx);
  if (!known) return refuse('not_found');
  if (!known.active) return refuse('reward_archived');
  const shop = await findShop(merchantId, trx);
  const content = revised(known.content, input, shop.locale);
  const refused = contentRefused(content, shop) ?? cardRefused(id, content, shop);
  if (refused) return refused;
  if (JSON.stringify(content) !== JSON.stringify(known.content)) {
    await revise(trx, write, known, content);
  }
  if (input.stock !== undefined) {
    await updateReward(merchantId, id, { limited: input.stock !== null }, trx);
    if (input.stock !== null) await setStock(merchantId, id, input.stock, trx);
  }
  return { row: await mustFind(merchantId, id, trx), shop };
};

export const archiveReward = async (
  trx: MerchantTransaction,
  write: RewardWrite,
  id: string,
): Promise<RewardWritten | Refused> => {
  const { merchantId } = write;
  const known = await findReward(merchantId, id, trx);
  if (!known) return refuse('not_found');
  const shop = await findShop(merchantId, trx);
  if (shop.live?.stamp_cards.some((card) => card.reward_id === id)) {
    return refuse('reward_on_stamp_card');
  }
  if (known.active) {
    await updateReward(merchantId, id, { active: false }, trx);
    await note(trx, write, 'reward.archived', id, known.content);
  }
  return { row: { ...known, active: false }, shop };
};

/** The price of a stamp card's reward follows the card: published together with it. */
export const priceReward = async (
  trx: MerchantTransaction,
  write: RewardWrite,
  id: string,
  cost: RewardContent['cost'],
): Promise<void> => {
  await lockReward(write.merchantId, id, trx);
  const known = await mustFind(write.merchantId, id, trx);
  const { unit, amount } = known.content.cost;
  if (unit === cost.unit && amount === cost.amount) return;
  await revise(trx, write, known, { ...known.content, cost });
};

const revise = async (
  trx: MerchantTransaction,
  write: RewardWrite,
  known: RewardRow,
  content: RewardContent,
): Promise<void> => {
  const revision = known.revision + 1;
  const { merchantId, actor: by, now } = write;
  await insertRevision(merchantId, { id: known.id, revision, content, by, at: new Date(now) }, trx);
  await updateReward(merchantId, known.id, { revision }, trx);
  await note(trx, write, 'reward.changed', known.id, content);
};

const contentRefused = (content: RewardContent, shop: RewardShop): Refused | null => {
  const faults: FieldFault[] = [];
  const params = { language: shop.locale };
  if (!content.name[shop.locale]) faults.push({ path: 'name', fault: 'name_language', params });
  if (content.description && !content.description[shop.locale]) {
    faults.push({ path: 'description', fault: 'name_language', params });
  }
  const kind = { kind: content.kind };
  if (content.kind === 'amount_off' && content.value_minor === undefined) {
    faults.push({ path: 'amount_minor', fault: 'needed_for_kind', params: kind });
  }
  if (content.kind === 'percent_off' && content.percent === undefined) {
    faults.push({ path: 'percent', fault: 'needed_for_kind', params: kind });
  }
  if (faults.length > 0) return refuseFields(faults);
  const known = shop.live?.units.some(({ id }) => id === content.cost.unit) ?? true;
  return known ? null : refuse('reward_unit_unknown', { unit: content.cost.unit });
};

/** A full stamp card is exactly one reward: its price changes only with the card. */
const cardRefused = (id: string, content: RewardContent, shop: RewardShop): Refused | null => {
  const card = shop.live?.stamp_cards.find((each) => each.reward_id === id);
  if (!card || (card.unit === content.cost.unit && card.size === content.cost.amount)) return null;
  return refuse('reward_on_stamp_card');
};

const mustFind = async (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<RewardRow> => {
  const row = await findReward(merchantId, id, trx);
  if (!row) throw new Error(`reward ${id} is missing`);
  return row;
};

const note = (
  trx: MerchantTransaction,
  { merchantId, actor, now }: RewardWrite,
  action: 'reward.created' | 'reward.changed' | 'reward.archived',
  id: string,
  { name, cost }: RewardContent,
) =>
  audit(trx, {
    merchantId,
    actor,
    action,
    subject: encodeId('rew', id),
    details: { name, cost },
    at: now,
  });
