import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '#platform/config/config.ts';
import { errorCode } from '#platform/config/is-missing.ts';
import { operatorError } from '#platform/config/operator-error.ts';
import { secureDomain } from '#platform/tls/index.ts';

export interface Listening {
  close(): Promise<void>;
}

/** Opens the app's port and, with a domain of one's own, https beside it. */
export async function listen(
  app: FastifyInstance,
  config: Config,
  log: Logger,
): Promise<Listening> {
  await orExplain(config.port, 'PORT', () => app.listen({ port: config.port, host: config.host }));
  if (config.domain === undefined) return { close: () => app.close() };
  const secure = await listenSecurely(app, config, config.domain, log);
  return {
    close: async () => {
      await Promise.all([secure.close(), app.close()]);
    },
  };
}

async function listenSecurely(
  app: FastifyInstance,
  config: Config,
  domain: string,
  log: Logger,
): Promise<Listening> {
  const { dataDir, host, httpPort, httpsPort } = config;
  const authority = { url: config.acmeUrl, email: config.acmeEmail };
  const options = { domain, dataDir, host, httpPort, authority, log, now: Date.now };
  const tls = await orExplain(httpPort, 'STAMGAST_HTTP_PORT', () => secureDomain(options));
  const server = tls.server((request, response) => app.routing(request, response));
  await orExplain(httpsPort, 'STAMGAST_HTTPS_PORT', async () => {
    server.listen(httpsPort, host);
    await once(server, 'listening');
  });
  // The first certificate takes seconds to minutes; until then the port answers on http.
  void tls.start();
  return {
    close: async () => {
      server.closeAllConnections();
      server.close();
      await tls.stop();
    },
  };
}

async function orExplain<T>(port: number, setting: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    throw operatorError(explain(errorCode(cause), port, setting) ?? String(cause), cause);
  }
}

function explain(code: string | undefined, port: number, setting: string): string | undefined {
  const other = `choose another, e.g. ${setting}=${port === 4400 ? 4401 : 4400}`;
  if (code === 'EADDRINUSE') return `Port ${port} is used by another program: end it, or ${other}`;
  if (code === 'EACCES')
    return `Port ${port} needs the right to open ports below 1024, or ${other}`;
  if (code === 'EADDRNOTAVAIL') return 'HOST is no address of this machine: leave it out';
  return undefined;
}
