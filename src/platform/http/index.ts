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
export { decodeCursor, encodeCursor, page } from './cursor.ts';
export type {
  Access,
  ApiKeyPrincipal,
  CardPrincipal,
  MerchantPrincipal,
  Principal,
  PublicPrincipal,
  StaffPrincipal,
  TillPrincipal,
} from './principal.ts';
export { actorOf, idempotencyOwner } from './principal.ts';
export { type Handled, type Method, type Route, type RouteRequest, route } from './route.ts';
