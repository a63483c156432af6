import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, type Server as SecureServer } from 'node:https';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { type Certificate, certificateStore, needsRenewal } from './certificate-store.ts';
import { type Challenges, challengeServer } from './challenges.ts';
import type { Authority } from './obtain-certificate.ts';

export type SecureDomainOptions = {
  domain: string;
  dataDir: string;
  host: string;
  httpPort: number;
  authority: Authority;
  log: { info(text: string): void; error(fault: unknown, text: string): void };
  now: () => number;
};

/** How the domain stands, for the address page: what works, or what the authority said. */
export type TlsState =
  | { kind: 'waiting' }
  | { kind: 'ready'; since: number }
  | { kind: 'failed'; reason: string; at: number };

const CHECK_EVERY_MS = 12 * 60 * 60 * 1000;
const RETRY_AFTER_MS = 10 * 60 * 1000;

const toContext = ({ key, chain }: Certificate): SecureContext =>
  createSecureContext({ key, cert: chain, minVersion: 'TLSv1.2' });

/**
 * A domain of one's own: answers challenges on the http port, keeps a valid certificate and serves
 * https with it. A renewal takes effect with the next handshake; no restart.
 */
export const secureDomain = async (options: SecureDomainOptions) => {
  const { domain, authority, log, now } = options;
  const challenges: Challenges = new Map();
  const store = certificateStore(join(options.dataDir, 'tls'), domain);
  const plain = challengeServer(challenges, domain).listen(options.httpPort, options.host);
  await once(plain, 'listening');
  let context: SecureContext | undefined;
  let state: TlsState = { kind: 'waiting' };
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const use = (certificate: Certificate) => {
    context = toContext(certificate);
    state = { kind: 'ready', since: now() };
  };

  const renew = async (): Promise<void> => {
    let next = CHECK_EVERY_MS;
    try {
      const kept = await store.readCertificate();
      if (kept && !context) use(kept);
      if (needsRenewal(kept, domain, now())) {
        // A start without a domain of its own need not wait for what speaks to the authority.
        const { obtainCertificate } = await import('./obtain-certificate.ts');
        const fresh = await obtainCertificate(domain, authority, store, challenges);
        await store.saveCertificate(fresh);
        use(fresh);
        log.info(`certificate for ${domain} is in place`);
      }
    } catch (fault) {
      const reason = fault instanceof Error ? fault.message : String(fault);
      // An old certificate goes on serving; the state says why there is no new one.
      state = { kind: 'failed', reason, at: now() };
      log.error(fault, `no certificate for ${domain} yet; next attempt in 10 minutes`);
      next = RETRY_AFTER_MS;
    }
    if (!stopped) timer = setTimeout(() => void renew(), next).unref();
  };

  return {
    state: (): TlsState => state,
    /** First attempt; resolves when it ended, well or not. */
    start: renew,
    server: (handler: RequestListener): SecureServer =>
      createServer(
        {
          SNICallback: (_name, done) =>
            context ? done(null, context) : done(new Error('no certificate yet')),
        },
        handler,
      ),
    stop: async (): Promise<void> => {
      stopped = true;
      clearTimeout(timer);
      plain.closeAllConnections();
      await new Promise((done) => plain.close(done));
    },
  };
};
