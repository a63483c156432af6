import { type AddressView, SECURE_FEATURES } from '#contract/poster.ts';
import type { Config } from '#platform/config/config.ts';
import type { TlsState } from '#platform/tls/index.ts';

type Known = {
  config: Pick<Config, 'domain' | 'publicUrl'>;
  origin: string;
  /** Null where this server does not keep a certificate itself. */
  tls: TlsState | null;
  provenAt: Date | null;
};

const modeOf = ({ config }: Known): AddressView['mode'] => {
  if (config.domain !== undefined) return 'domain';
  return config.publicUrl === undefined ? 'lan' : 'proxy';
};

const isLoopback = (origin: string): boolean => {
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
};

const stateOf = ({ origin, tls, provenAt }: Known): AddressView['state'] => {
  if (isLoopback(origin)) return 'loopback';
  if (tls && tls.kind !== 'ready') return 'certificate_missing';
  return provenAt ? 'proven' : 'unproven';
};

/**
 * How the address that posters carry stands. Proven only by a request for a poster's link from an
 * address that is not the server's own: the server can't know from inside what phones reach.
 */
export const addressView = (known: Known): AddressView => {
  const secure = known.origin.startsWith('https:');
  return {
    origin: known.origin,
    mode: modeOf(known),
    secure,
    state: stateOf(known),
    proven_at: known.provenAt?.toISOString() ?? null,
    missing: secure ? [] : [...SECURE_FEATURES],
    certificate_fault: known.tls?.kind === 'failed' ? known.tls.reason : null,
  };
};
