import type { Config } from '#platform/config/config.ts';
import { lanAddress } from './lan-address.ts';

type Addressed = Pick<Config, 'publicUrl' | 'domain' | 'host' | 'port'>;

/**
 * Origin that links start with: the operator's, else the likeliest that phones can open. Never
 * taken from a request, whose Host header anybody may write.
 */
export function originOf(config: Addressed): string {
  return publicOrigin(config) ?? lanOrigin(config) ?? localOrigin(config);
}

export function publicOrigin({ publicUrl, domain }: Addressed): string | undefined {
  return publicUrl ?? (domain === undefined ? undefined : `https://${domain}`);
}

/** Undefined when the server listens for this machine alone, or there is no network. */
export function lanOrigin(
  { host, port }: Addressed,
  address: string | undefined = lanAddress(),
): string | undefined {
  const open = host === '0.0.0.0' || host === '::';
  const reached = open ? address : isLoopback(host) ? undefined : host;
  return reached && `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

export function localOrigin({ port }: Addressed): string {
  return `http://localhost:${port}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** The value of `read`, read anew when it is older than `ms`: network cards change seldom. */
export function rememberFor<T>(ms: number, read: () => T): () => T {
  let known: { value: T; until: number } | undefined;
  return () => {
    const now = Date.now();
    if (!known || known.until < now) known = { value: read(), until: now + ms };
    return known.value;
  };
}
