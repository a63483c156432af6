import type { Command, RunResult } from './command.ts';
import type { Loaded } from './loaded.ts';

/**
 * The answer when this write was made before: by its idempotency key, its device number, its
 * snapshot's version or its refund id. Null: it is new, or the core has to judge the difference.
 */
export function knownKey(
  command: Command,
  loaded: Loaded,
  hashes: { order: string | undefined; refund: string | undefined },
): RunResult | null {
  const { idempotency, device, snapshot, refund } = loaded.keys;
  if (idempotency && command.idempotency) {
    if (idempotency.hash !== command.idempotency.hash) return { status: 'idempotency_mismatch' };
    const { status, body } = idempotency;
    return { status: 'replayed', by: 'idempotency', response: { status, body }, loaded };
  }
  if (device && command.device) {
    if (device.hash !== command.device.hash) return { status: 'device_mismatch' };
    const { decision_id, subject_id } = device;
    return { status: 'replayed', by: 'device', decision_id, subject_id, loaded };
  }
  const subject_id = loaded.order?.id ?? null;
  if (refund && refund.hash === hashes.refund) {
    return {
      status: 'replayed',
      by: 'refund',
      decision_id: refund.decision_id,
      subject_id,
      loaded,
    };
  }
  if (!snapshot || hashes.refund !== undefined) return null;
  if (snapshot.hash === hashes.order && !findsItsMember(loaded)) {
    const { decision_id } = snapshot;
    return { status: 'replayed', by: 'snapshot', decision_id, subject_id, loaded };
  }
  return null;
}

/** A guest's order that now names a member is no replay: the member gets what it is worth. */
function findsItsMember(loaded: Loaded): boolean {
  return loaded.order !== null && loaded.order.member_id === null && loaded.named !== null;
}
