import type { FastifyRequest } from 'fastify';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * True when a request that rides on a cookie can't have been made by another site: a header no form
 * can set, and the browser's own word on where it comes from.
 */
export const isSameOrigin = (request: FastifyRequest): boolean => {
  if (SAFE.includes(request.method)) return true;
  if (request.headers['x-stamgast'] !== '1') return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = request.headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.host;
};
