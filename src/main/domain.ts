import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '#platform/config/config.ts';
import { secureDomain, type TlsState } from '#platform/tls/index.ts';
import { openPort } from './open-port.ts';

export interface Domain {
  state(): TlsState;
  /** Serves the app with https and starts to get its certificate. */
  serve(app: FastifyInstance): Promise<void>;
  close(): Promise<void>;
}

/** A domain of one's own, when there is one: its plain port is open, and answers the authority. */
export async function openDomain(config: Config, log: Logger): Promise<Domain | undefined> {
  const { domain, dataDir, host, httpPort, httpsPort } = config;
  if (domain === undefined) return undefined;
  const authority = { url: config.acmeUrl, email: config.acmeEmail };
  const options = { domain, dataDir, host, httpPort, authority, log, now: Date.now };
  const tls = await openPort(httpPort, 'STAMGAST_HTTP_PORT', () => secureDomain(options));
  const closing: (() => Promise<void>)[] = [tls.stop];
  return {
    state: tls.state,
    serve: async (app) => {
      const server = tls.server((request, response) => app.routing(request, response));
      closing.push(async () => {
        server.closeAllConnections();
        server.close();
      });
      await openPort(httpsPort, 'STAMGAST_HTTPS_PORT', async () => {
        server.listen(httpsPort, host);
        await once(server, 'listening');
      });
      // The first certificate takes seconds to minutes; meanwhile the address page says so.
      void tls.start();
    },
    close: async () => {
      await Promise.all(closing.map((close) => close()));
    },
  };
}
