import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Config } from '#platform/config/config.ts';
import { registerRoute } from './adapter.ts';
import { acceptBodies } from './bodies.ts';
import type { HttpContext } from './context.ts';
import { handleError, handleNotFound } from './failures.ts';
import { addHooks } from './hooks.ts';
import type { Route } from './route.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** What it answers, as data: for the reference and for the test of isolation. */
    routes: readonly Route[];
  }
}

/** Largest file an upload may have. */
const MAX_FILE_BYTES = 200 * 1024 * 1024;
/** A request that takes longer to arrive than this is cut off. */
const REQUEST_TIMEOUT_MS = 120_000;
/** Beyond this a request id of a proxy isn't one. */
const REQUEST_ID = /^[\w.-]{8,64}$/;

export type ServerOptions = {
  config: Config;
  log: FastifyBaseLogger;
  context: HttpContext;
  routes: Route[];
};

/** The web server with its routes, ready to listen or to be asked by `inject`. */
export const createServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const { config, log, context, routes } = options;
  const app = Fastify({
    loggerInstance: log,
    // One line per answer is ours to write: addresses hold secrets.
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'request_id',
    }),
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });
  await app.register(cookie);
  await app.register(formbody);
  await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 20 } });
  acceptBodies(app);
  addHooks(app, context);
  app.setErrorHandler((error, request, reply) => handleError(error, request, reply, context));
  app.setNotFoundHandler((request, reply) => handleNotFound(request, reply, context, routes));
  app.decorate('routes', routes);
  for (const route of routes) registerRoute(app, route, context);
  return app;
};
