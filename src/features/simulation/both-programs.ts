import { type Refused, refuse } from '#contract/refusals.ts';
import type { SimulationInput, SimulationView } from '#contract/simulation.ts';
import type { Channel } from '#core/condition.ts';
import type { ProgramDocument } from '#core/program.ts';
import {
  type SimulatedOrder,
  type SimulatedReward,
  type Simulator,
  simulator,
} from '#core/simulate.ts';
import { findDraft, findLive } from '#features/program/index.ts';
import { listRewards, type RewardRow } from '#features/reward/index.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';
import { findChannels } from './simulation-queries.ts';

export type SimulationScene = { db: Db; merchantId: string; now: number };

type Behavior = Pick<SimulationInput, 'redeems' | 'breakage_per_mille'>;

const MOST_REWARDS = 1_000;

/** A full card buys exactly its reward: the price follows the document's card. */
const rewardsUnder = (
  { stamp_cards }: ProgramDocument,
  rows: readonly RewardRow[],
): SimulatedReward[] =>
  rows.map(({ id, content }) => {
    const card = stamp_cards.find(({ reward_id }) => reward_id === id);
    const cost = card ? { unit: card.unit, amount: card.size } : content.cost;
    const cost_minor = content.cost_of_goods_minor ?? content.value_minor ?? null;
    return { id: encodeId('rew', id), cost, cost_minor };
  });

/** The draft and the live program, run over the same orders. */
export type BothPrograms = {
  currency: string;
  zone: string;
  take: (order: SimulatedOrder) => void;
  result: () => Pick<SimulationView, 'draft' | 'live'>;
};

/** Prepares the two simulations; a draft that is not there is refused. */
export const bothPrograms = async (
  { db, merchantId }: SimulationScene,
  program: string,
  behavior: Behavior,
): Promise<{ ok: true; both: BothPrograms } | Refused> => {
  const id = decodeId('dft', program);
  if (id === null) return refuse('not_found');
  const known = await inMerchant(db, merchantId, async (trx) => ({
    draft: await findDraft(merchantId, id, trx),
    live: await findLive(merchantId, trx),
    rewards: await listRewards(merchantId, { limit: MOST_REWARDS, after: null, active: true }, trx),
    channels: await findChannels(merchantId, trx),
  }));
  const { draft, live, rewards, channels } = known;
  if (!draft || !live) return refuse('not_found');
  const channelOf = (location: string): Channel => channels.get(location) ?? 'shop';
  const simulated = (document: ProgramDocument): Simulator =>
    simulator({ document, rewards: rewardsUnder(document, rewards), channelOf, ...behavior });
  const runs = { draft: simulated(draft.document), live: simulated(live.document) };
  const both: BothPrograms = {
    currency: live.document.currency,
    zone: live.document.zone,
    take: (order) => {
      runs.draft.take(order);
      runs.live.take(order);
    },
    result: () => ({ draft: runs.draft.result(), live: runs.live.result() }),
  };
  return { ok: true, both };
};
