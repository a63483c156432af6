import type { Permission, Role } from '#contract/permissions.ts';

/** Who asks. The tenant comes from the credential alone, never from the request's content. */
export type ApiKeyPrincipal = {
  kind: 'api_key';
  merchantId: string;
  keyId: string;
  name: string;
  permissions: readonly Permission[];
};

export type StaffPrincipal = {
  kind: 'staff';
  merchantId: string;
  staffId: string;
  userId: string;
  role: Role;
  permissions: readonly Permission[];
  /** Null: all locations. */
  locationIds: string[] | null;
};

export type TillPrincipal = {
  kind: 'till';
  merchantId: string;
  tillId: string;
  locationId: string;
  /** Null until a person has entered a PIN; the till alone may then do next to nothing. */
  staffId: string | null;
  role: Role | null;
  permissions: readonly Permission[];
  /** Of the person; null: all locations, or nobody is there. */
  locationIds: string[] | null;
};

export type CardPrincipal = { kind: 'card'; merchantId: string; cardId: string; memberId: string };

export type PublicPrincipal = { kind: 'public'; merchantId?: undefined };

/** Someone who acts for a merchant. */
export type MerchantPrincipal = ApiKeyPrincipal | StaffPrincipal | TillPrincipal;

export type Principal = MerchantPrincipal | CardPrincipal | PublicPrincipal;

/**
 * What a route asks of the credential.
 * - `public`: nothing; `limit` says how often one address may ask.
 * - `member`: the token of a card.
 * - `permission`: a merchant's key, person or till with this permission.
 * - `merchant`: any of these, whatever its permissions; `only` narrows it to some kinds.
 */
export type Access =
  | { kind: 'public'; limit: 'anonymous' | 'none' }
  | { kind: 'member' }
  | { kind: 'permission'; permission: Permission }
  | { kind: 'merchant'; only?: readonly MerchantPrincipal['kind'][] };

/** The principal a handler sees for an access. */
export type PrincipalOf<A extends Access> = A extends { kind: 'public' }
  ? Principal
  : A extends { kind: 'member' }
    ? CardPrincipal
    : A extends { kind: 'merchant'; only: readonly (infer K)[] }
      ? Extract<MerchantPrincipal, { kind: K }>
      : MerchantPrincipal;

/** The locations someone is limited to; null = all of the merchant's. */
export type Places = readonly string[] | null;

export const placesOf = (principal: MerchantPrincipal): Places =>
  principal.kind === 'api_key' ? null : principal.locationIds;

/** Whether something at a location, or at none, is out of reach; it is then as if not there. */
export const isBeyond = (places: Places, locationId: string | null): boolean =>
  places !== null && (locationId === null || !places.includes(locationId));

/** How the ledger, the audit log and created rows name who did it. */
export const actorOf = (principal: Principal): string => {
  if (principal.kind === 'api_key') return `api_key:${principal.keyId}`;
  if (principal.kind === 'staff') return `staff:${principal.staffId}`;
  if (principal.kind === 'card') return `card:${principal.cardId}`;
  if (principal.kind === 'public') return 'public';
  return principal.staffId ? `staff:${principal.staffId}` : `till:${principal.tillId}`;
};

/** Whose idempotency keys these are; a device's and a person's never meet. */
export const idempotencyOwner = (principal: Principal): string =>
  principal.kind === 'till' ? `till:${principal.tillId}` : actorOf(principal);
