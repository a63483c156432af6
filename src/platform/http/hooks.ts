import type { FastifyInstance } from 'fastify';
import type { HttpContext } from './context.ts';
import { redactUrl } from './redact.ts';
import { secure } from './security-headers.ts';

/** On every answer: security headers, the request's id, one line in the log, the counters. */
export const addHooks = (app: FastifyInstance, context: HttpContext): void => {
  app.addHook('onSend', async (request, reply) => {
    secure(request, reply);
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const status = reply.statusCode;
    const route = request.routeOptions.url ?? 'unknown';
    context.metrics.observe({ method, route, status }, reply.elapsedTime / 1000);
    const line = {
      method,
      url: redactUrl(request.url),
      status,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    if (status >= 500) request.log.error(line, 'answered');
    else request.log.info(line, 'answered');
  });
};
