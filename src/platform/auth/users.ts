import type { Kysely } from 'kysely';
import type { Tables } from '#platform/db/tables.ts';
import type { SignIn } from './sign-in.ts';

type Credentials = { email: string; password: string };

/**
 * The user with this address, made if there is none. Null when the address has a user whose
 * password is another: whoever holds an invitation can't take over someone's user with it.
 */
export async function userFor(
  signIn: SignIn,
  { email, password, name }: Credentials & { name: string },
): Promise<{ userId: string } | null> {
  const context = await signIn.$context;
  const known = await context.internalAdapter.findUserByEmail(email, { includeAccounts: true });
  if (known) {
    const hash = known.accounts.find((each) => each.providerId === 'credential')?.password;
    const right = hash ? await context.password.verify({ hash, password }) : false;
    return right ? { userId: known.user.id } : null;
  }
  const hash = await context.password.hash(password);
  const user = await context.internalAdapter.createUser(
    { email, name, emailVerified: false },
    { method: 'email-password' },
  );
  await context.internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: 'credential',
    password: hash,
  });
  return { userId: user.id };
}

/** The user who signs in with an address; null = nobody does. */
export async function userWith(signIn: SignIn, email: string): Promise<string | null> {
  const { internalAdapter } = await signIn.$context;
  return (await internalAdapter.findUserByEmail(email))?.user.id ?? null;
}

/** Signs a user in: the cookies to set. Throws when the credentials are wrong. */
export async function startSession(signIn: SignIn, credentials: Credentials): Promise<string[]> {
  const { headers } = await signIn.api.signInEmail({ body: credentials, returnHeaders: true });
  return headers.getSetCookie();
}

/** The user a request's cookie stands for. */
export async function signedInUser(signIn: SignIn, cookie: string): Promise<string | null> {
  const session = await signIn.api.getSession({ headers: new Headers({ cookie }) });
  return session?.user.id ?? null;
}

/**
 * Gives a user another password and ends all their sessions. Returns the address they sign in with.
 * Throws when there is no such user.
 */
export async function replacePassword(
  signIn: SignIn,
  db: Kysely<Tables>,
  userId: string,
  password: string,
): Promise<string> {
  const { internalAdapter, password: passwords } = await signIn.$context;
  const user = await internalAdapter.findUserById(userId);
  if (!user) throw new Error(`there is no user ${userId}`);
  await internalAdapter.updatePassword(userId, await passwords.hash(password));
  await db
    .updateTable('control.auth_account')
    .set({ password_chosen: true })
    .where('user_id', '=', userId)
    .execute();
  await internalAdapter.deleteUserSessions(userId);
  return user.email;
}
