import { termsVersion } from '#core/basis.ts';
import type { Programs } from '#core/decision.ts';
import type { MemberEvent } from '#core/event.ts';
import type { Loaded } from './loaded.ts';
import { programAt, programVersion } from './program-cache.ts';

/** The versions an event is decided under: the one live when it happened, and its frozen basis. */
export async function programsFor(
  source: Parameters<typeof programAt>[0],
  loaded: Loaded,
  event: MemberEvent,
  now: number,
): Promise<Programs> {
  if (loaded.latest_program === null) {
    throw new Error(`merchant ${source.merchantId} has no program version`);
  }
  const live = await programAt(source, loaded.latest_program, occurredAt(loaded, event, now));
  const terms = loaded.state && termsVersion(loaded.state, event);
  const { latest_program: latest } = loaded;
  return {
    live,
    ...(terms !== null && { basis: await programVersion(source, terms) }),
    ...(latest !== live.number && { current: await programVersion(source, latest) }),
  };
}

function occurredAt({ state }: Loaded, event: MemberEvent, now: number): number {
  if (event.type === 'order') return event.imported_at ?? event.snapshot.occurred_at;
  if (event.type === 'inclusion') return state?.orders[event.order_id]?.snapshot.occurred_at ?? now;
  return 'occurred_at' in event ? event.occurred_at : now;
}
