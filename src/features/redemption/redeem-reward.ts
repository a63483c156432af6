import type { RedemptionAnswer, RedemptionInput } from '#contract/redemption.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import {
  absent,
  memberKey,
  placeOf,
  type Write,
  type Writer,
  type Written,
  write,
} from '#features/decision/index.ts';
import { decodeId, newId } from '#platform/ids/ids.ts';
import { redemptionBody } from './redemption-view.ts';

/** Exchanges units for a reward, or sets them aside for ten minutes. */
export const redeemReward = async (
  writer: Writer,
  input: RedemptionInput,
): Promise<Written<RedemptionAnswer> | Refused> => {
  const place = await placeOf(writer, input.location_id);
  if (!place.ok) return place;
  const reward_id = decodeId('rew', input.reward_id);
  if (reward_id === null) return refuse('not_found');
  const redemption_id = newId();
  const step = input.hold ? 'hold' : 'issue';
  const what: Write<RedemptionAnswer> = {
    load: { member: await memberKey(writer.ctx, input.member), reward_id, lots: 'open' },
    plan: (loaded) => {
      const refused = absent(input.member, loaded);
      if (refused) return refused;
      if (!loaded.reward) return refuse('not_found');
      return {
        ok: true,
        event: { type: 'redemption', redemption_id, step },
        location_id: place.location,
        card_id: loaded.card_id,
        flags: writer.flags,
      };
    },
    body: (parts, loaded, shown) => redemptionBody(writer.ctx, parts, loaded, shown),
  };
  return write(writer, what);
};
