import type { MemberReference } from '#contract/member-reference.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import {
  connectionPort,
  type LedgerContext,
  type Loaded,
  loadState,
  type MemberReference as MemberKey,
} from '#features/ledger/index.ts';
import { memberKeys, mustExist } from './member-keys.ts';
import { phoneReader } from './phone.ts';
import { shopFacts } from './shop.ts';

/**
 * The key to load a member by. With several of them the surest that belongs to somebody; undefined
 * when none can belong to anybody.
 */
export const memberKey = async (
  ctx: LedgerContext,
  reference: MemberReference,
  source = 'api',
): Promise<MemberKey | undefined> => {
  const keys = memberKeys(reference, source, phoneReader(await shopFacts(ctx)));
  if (keys.length < 2) return keys[0];
  const port = connectionPort(ctx.db.app);
  for (const member of keys) {
    const { named } = await loadState(port, ctx.merchantId, { now: ctx.clock.now(), member });
    if (named !== null) return member;
  }
  return keys[0];
};

/** Why a member that was asked for is not there; null when they are. */
export const absent = (reference: MemberReference, loaded: Loaded): Refused | null =>
  loaded.named === null ? refuse(mustExist(reference) ?? 'not_found') : null;
