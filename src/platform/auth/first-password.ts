import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '#platform/db/tables.ts';
import type { SignIn } from './sign-in.ts';

/** Stands in the place of a password until its owner chooses one; nobody ever sees it. */
export const randomPassword = (): string => randomBytes(48).toString('base64url');

/** Whether a user signs in with a password of their own choice. */
export const hasChosenPassword = async (db: Kysely<Tables>, userId: string): Promise<boolean> => {
  const account = await db
    .selectFrom('control.auth_account')
    .select('password_chosen')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return account?.password_chosen ?? true;
};

/** Marks that a user's password is a random one. */
export const markPasswordOpen = async (db: Kysely<Tables>, userId: string): Promise<void> => {
  await db
    .updateTable('control.auth_account')
    .set({ password_chosen: false })
    .where('user_id', '=', userId)
    .execute();
};

/**
 * Sets the first password of a user who has none of their own yet. False when one was chosen
 * already: from then on changing it takes the old one.
 */
export const chooseFirstPassword = async (
  signIn: SignIn,
  db: Kysely<Tables>,
  userId: string,
  password: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('control.auth_account')
    .set({ password_chosen: true })
    .where('user_id', '=', userId)
    .where('password_chosen', '=', false)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const context = await signIn.$context;
  await context.internalAdapter.updatePassword(userId, await context.password.hash(password));
  return true;
};
