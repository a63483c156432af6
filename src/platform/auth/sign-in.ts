import { betterAuth } from 'better-auth';
import { PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { slowHash, slowVerify } from './slow-hash.ts';

export const SIGN_IN_PATH = '/auth';
const MIN_PASSWORD = 8;
const MAX_PASSWORD = 128;
/** The header our adapter sets to the client's address; a client's own value never gets here. */
export const CLIENT_ADDRESS = 'x-stamgast-client';

type SignInOptions = {
  pool: Pool;
  /** Signs the session cookie; 256 random bits kept with the installation. */
  secret: string;
  /** The address people open, e.g. `https://club.example.com`. */
  origin: string;
};

const DAY_S = 24 * 3600;

const TABLES = {
  user: {
    modelName: 'auth_user',
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  session: {
    modelName: 'auth_session',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    expiresIn: 30 * DAY_S,
    updateAge: DAY_S,
  },
  account: {
    modelName: 'auth_account',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'auth_verification',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
} as const;

/**
 * Users and their sessions by e-mail and password. Who works for which merchant is not its
 * business. Nobody signs up by themselves: users come from an owner link or an invitation.
 */
export function createSignIn({ pool, secret, origin }: SignInOptions) {
  return betterAuth({
    ...TABLES,
    appName: 'Stamgast',
    baseURL: origin,
    basePath: SIGN_IN_PATH,
    secret,
    database: { dialect: new PostgresDialect({ pool }), type: 'postgres', schemaName: 'control' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
      password: { hash: slowHash, verify: ({ hash, password }) => slowVerify(password, hash) },
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/change-password': { window: 60, max: 5 },
      },
    },
    advanced: {
      cookiePrefix: 'stamgast',
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      // The http layer has one rule for every cookie-borne write, also on addresses of the LAN.
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  });
}

export type SignIn = ReturnType<typeof createSignIn>;
