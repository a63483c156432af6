export {
  type Answer,
  created,
  file,
  html,
  type JsonAnswer,
  noContent,
  ok,
  type RawAnswer,
  refused,
  replayed,
  seeOther,
} from './answer.ts';
export type { HttpContext, PrincipalResolver } from './context.ts';
export { decodeCursor, encodeCursor, page } from './cursor.ts';
export type { Deps } from './deps.ts';
export { escapeHtml } from './error-page.ts';
export { healthRoutes } from './health.ts';
export { idempotently } from './idempotently.ts';
export { badCursor, listById, listByMoment, type Moment } from './list.ts';
export { createMetrics } from './metrics.ts';
export type {
  Access,
  ApiKeyPrincipal,
  CardPrincipal,
  MerchantPrincipal,
  Places,
  Principal,
  PublicPrincipal,
  StaffPrincipal,
  TillPrincipal,
} from './principal.ts';
export { actorOf, idempotencyOwner, isBeyond, placesOf } from './principal.ts';
export { LIMITS, type Limits } from './rate-limit.ts';
export { type Handled, type Method, type Route, type RouteRequest, route } from './route.ts';
export { createServer } from './server.ts';
export { tokenBuckets } from './token-bucket.ts';
