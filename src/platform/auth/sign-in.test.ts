import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, openDatabase } from '#platform/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#support/postgres.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { signedInUser, startSession, userFor } from './users.ts';

const CREDENTIALS = { email: 'eva@example.com', password: 'correct horse' };
let database: TestDatabase;
let db: Db;
let signIn: SignIn;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase({ url: database.url, onBroken: () => {} });
  signIn = make('http://localhost:4400');
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

const make = (origin: string) => createSignIn({ pool: db.app, secret: 's'.repeat(43), origin });

test('[P3] a user is made once and found again only with the same password', async () => {
  const made = await userFor(signIn, { ...CREDENTIALS, name: 'Eva' });
  expect(made).toEqual({ userId: expect.any(String) });
  expect(await userFor(signIn, { ...CREDENTIALS, name: 'Eva' })).toEqual(made);
  expect(await userFor(signIn, { ...CREDENTIALS, password: 'wrong', name: 'Eva' })).toBeNull();
  const { rows } = await db.app.query('select password from control.auth_account');
  expect(rows).toEqual([{ password: expect.stringMatching(/^scrypt\$15\$/) }]);
});

test('[P3] a session cookie is closed to scripts and other sites, and names its user', async () => {
  const user = await userFor(signIn, { ...CREDENTIALS, name: 'Eva' });
  const [cookie = ''] = await startSession(signIn, CREDENTIALS);
  expect(cookie).toMatch(/^stamgast\.session_token=/);
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Lax/);
  expect(cookie).not.toMatch(/; Secure/);
  expect(await signedInUser(signIn, cookie.split(';')[0] ?? '')).toBe(user?.userId);
});

test('[P3] under https the cookie never travels in the clear', async () => {
  await userFor(signIn, { ...CREDENTIALS, name: 'Eva' });
  const [cookie = ''] = await startSession(make('https://club.example.com'), CREDENTIALS);
  expect(cookie).toMatch(/^__Secure-stamgast\.session_token=/);
  expect(cookie).toMatch(/; Secure/);
});

test('[P3] a cookie with a forged signature is nobody', async () => {
  await userFor(signIn, { ...CREDENTIALS, name: 'Eva' });
  const [cookie = ''] = await startSession(signIn, CREDENTIALS);
  const [pair = ''] = cookie.split(';');
  const forged = pair.replace(/\.[^.]*$/, '.AAAA');
  expect(await signedInUser(signIn, forged)).toBeNull();
  expect(await signedInUser(signIn, 'stamgast.session_token=none')).toBeNull();
});

test('[P3] nobody signs up by themselves', async () => {
  await expect(
    signIn.api.signUpEmail({ body: { ...CREDENTIALS, email: 'x@example.com', name: 'X' } }),
  ).rejects.toThrow();
});
