import type { ClientBase } from 'pg';
import { firstDifference } from '#core/replay.ts';
import { eachMemberBatch, type MemberBatch } from './each-member.ts';
import { differenceOf, plain, replayMember } from './replay-member.ts';
import { type Check, toCheck } from './report.ts';
import { type StoredDecision, storedDecisions } from './stored-decision.ts';
import { comparable, type StoredState, storedStates } from './stored-state.ts';

/**
 * Decides everything again from versions, events and facts, and compares with what is stored: each
 * decision's entries, lots and effects, and the member as they stand at the end.
 */
export async function replayCheck(client: ClientBase): Promise<Check> {
  const failures: string[] = [];
  let checked = 0;
  for await (const batch of eachMemberBatch(client)) {
    const decisions = await storedDecisions(client, batch.merchantId, batch.memberIds);
    for (const state of await storedStates(client, batch.merchantId, batch.memberIds)) {
      const stored = decisions.get(state.member_id) ?? [];
      checked += stored.length;
      const failure = failureOf(batch, state, stored);
      if (failure !== null) failures.push(failure);
    }
  }
  return toCheck('replay = stored', checked, failures);
}

function failureOf(
  batch: MemberBatch,
  stored: StoredState,
  decisions: StoredDecision[],
): string | null {
  const where = `member ${stored.member_id} of merchant ${batch.merchantId}`;
  let difference: string | null = null;
  let at = 'the first decision';
  try {
    const state = replayMember(batch.versions, decisions, (again, index) => {
      const kept = decisions[index];
      if (!kept || difference !== null) return;
      at = `decision ${kept.id}`;
      difference = differenceOf(kept, again);
    });
    if (difference !== null) return `${where}, ${at}: ${difference}`;
    const end = firstDifference(stored, plain(comparable(stored.member_id, state)));
    return end
      ? `${where}: ${end.path} is ${JSON.stringify(end.stored)}, replay gives ${JSON.stringify(end.again)}`
      : null;
  } catch (error) {
    // The engine stops at states that can't be: to the doctor that is a finding like any other.
    return `${where}, after ${at}: ${difference ?? String(error)}`;
  }
}
