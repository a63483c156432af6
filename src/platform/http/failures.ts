import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { REFUSALS, type RefusalCode } from '#contract/refusals.ts';
import type { HttpContext } from './context.ts';
import type { Route } from './route.ts';
import { sendRefusal } from './send.ts';

/** What the web framework and its parsers refuse, by their error codes. */
const KNOWN: Record<string, RefusalCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_REQ_FILE_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported_media_type',
};

const codeOf = (error: FastifyError): RefusalCode => {
  const known = KNOWN[error.code];
  if (known) return known;
  const status = error.statusCode ?? 500;
  if (status === 400) return 'malformed_json';
  return isUnavailable(error) ? 'unavailable' : 'internal';
};

/** The database is starting, stopping or full: the same request may succeed a moment later. */
const isUnavailable = (error: FastifyError): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '53300'].includes(error.code) ||
  /connection (terminated|timeout)|timeout exceeded when trying to connect/i.test(error.message);

/** Everything thrown ends here: refused by a parser, or an impossible state that is logged. */
export const handleError = (
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  context: HttpContext,
): FastifyReply => {
  const code = codeOf(error as FastifyError);
  if (REFUSALS[code] >= 500) request.log.error({ err: error }, 'failed');
  if (code === 'unavailable') reply.header('retry-after', '2');
  return sendRefusal(request, reply, context, { code, details: {} });
};

/** No such address; or one that answers to other methods only. */
export const handleNotFound = (
  request: FastifyRequest,
  reply: FastifyReply,
  context: HttpContext,
  routes: Route[],
): FastifyReply => {
  const path = request.url.split('?', 1)[0] ?? '';
  const methods = routes
    .filter((route) => matches(route.path, path))
    .map((route) => route.method as string);
  if (methods.length === 0) {
    return sendRefusal(request, reply, context, { code: 'not_found', details: {} });
  }
  const allow = [...new Set(methods)].sort().join(', ');
  reply.header('allow', allow);
  return sendRefusal(request, reply, context, { code: 'method_not_allowed', details: { allow } });
};

const matches = (pattern: string, path: string): boolean => {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part.startsWith(':') || part === given[index])
  );
};
