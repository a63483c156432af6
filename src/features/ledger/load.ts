import type { MemberState } from '#core/state.ts';
import { NO_TIER } from '#core/tier.ts';
import type { LoadRequest } from './load-request.ts';
import type { Loaded } from './loaded.ts';
import { type LedgerPort, LOAD_STATE } from './port.ts';

export type LoadOptions = LoadRequest & {
  now: number;
  idempotency?: { principal: string; key: string } | undefined;
  device?: { till_id: string; sequence: number } | undefined;
  /** Takes the row lock of the member; only in a transaction. */
  lock?: boolean | undefined;
  /** Open lots per unit; 200 unless told. */
  lot_limit?: number | undefined;
};

/** What only some programs ask about is looked up apart. */
const NOT_ASKED = { windows: {}, days: null, progress: {}, vouchers: {}, tier: NO_TIER };

/** Reads the member and the records at hand in one round trip. */
export async function loadState(
  port: LedgerPort,
  merchantId: string,
  request: LoadOptions,
): Promise<Loaded> {
  const loaded = (await port(LOAD_STATE, merchantId, request)) as Loaded;
  if (!loaded.state) return loaded;
  const unloaded = unloadedUnits(loaded.state, loaded.active, request.now);
  return { ...loaded, state: { ...loaded.state, ...NOT_ASKED, unloaded } };
}

/** What is active but not among the loaded lots, per unit. */
function unloadedUnits(
  state: MemberState,
  active: Record<string, number>,
  now: number,
): Record<string, number> {
  const rest = { ...active };
  for (const lot of state.lots) {
    const isActive = lot.active_from <= now && (lot.expires_at === null || lot.expires_at > now);
    if (isActive) rest[lot.unit] = (rest[lot.unit] ?? 0) - lot.left;
  }
  return Object.fromEntries(Object.entries(rest).filter(([, units]) => units > 0));
}
