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
  if (origin === undefined || !URL.canParse(origin)) return false;
  // Through URL, so that a port that goes without saying is left out on both sides.
  const own = `${request.protocol}://${request.host}`;
  return URL.canParse(own) && new URL(origin).host === new URL(own).host;
};
