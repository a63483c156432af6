/** What a credential may do. API keys carry them as scopes, people get them from their role. */
export const PERMISSIONS = [
  'members:read',
  'members:write',
  'orders:read',
  'orders:write',
  'visits:write',
  'redemptions:write',
  'rewards:read',
  'rewards:write',
  'adjustments:write',
  'reversals:write',
  'program:read',
  'program:write',
  'locations:write',
  'staff:write',
  'tills:write',
  'posters:write',
  'keys:write',
  'audit:read',
  'imports:write',
  'settings:write',
  'analytics:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['owner', 'manager', 'staff'] as const;
export type Role = (typeof ROLES)[number];

/** Only the owner hands out credentials and decides who works here. */
const OWNER_ONLY: readonly Permission[] = ['keys:write', 'staff:write'];

/** What concerns the merchant as a whole: not for people who are limited to some locations. */
const MERCHANT_WIDE: readonly Permission[] = [
  'program:write',
  'rewards:write',
  'locations:write',
  'audit:read',
  'imports:write',
  'settings:write',
];

export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  manager: PERMISSIONS.filter((permission) => !OWNER_ONLY.includes(permission)),
  staff: [
    'members:read',
    'members:write',
    'orders:write',
    'visits:write',
    'redemptions:write',
    'rewards:read',
    'program:read',
  ],
};

/** What a person may do; `isLimited`: only at some of the merchant's locations. */
export const permissionsOf = (role: Role, isLimited: boolean): readonly Permission[] =>
  isLimited
    ? ROLE_PERMISSIONS[role].filter((permission) => !MERCHANT_WIDE.includes(permission))
    : ROLE_PERMISSIONS[role];
