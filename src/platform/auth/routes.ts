import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Refused, refuse } from '#contract/refusals.ts';
import { changePasswordSchema, signedInSchema, signInSchema } from '#contract/sign-in.ts';
import { noContent, ok, type Route, route } from '#platform/http/index.ts';
import { isSameOrigin } from '#platform/http/same-origin.ts';
import { CLIENT_ADDRESS, SIGN_IN_PATH, type SignIn } from './sign-in.ts';

type Raw = { request: FastifyRequest; reply: FastifyReply };
type Call = { method: 'GET' | 'POST'; path: string; body?: Record<string, unknown> };
type Called = { ok: true; body: unknown } | Refused;

const open = { kind: 'public', limit: 'anonymous' } as const;

/** Sign-in by e-mail and password. The rest of the library's own addresses does not exist. */
export const signInRoutes = (signIn: SignIn, origin: () => string): Route[] => {
  const call = (raw: Raw, asked: Call) => callLibrary(signIn, origin(), raw, asked);
  return [
    route({
      method: 'POST',
      path: `${SIGN_IN_PATH}/sign-in/email`,
      summary: 'Sign in',
      tag: 'sign-in',
      internal: true,
      access: open,
      body: signInSchema,
      responses: { 200: signedInSchema },
      naturalKey: () => true,
      handle: async ({ raw, body }) => {
        const called = await call(raw, { method: 'POST', path: '/sign-in/email', body });
        return called.ok ? ok(userOf(called.body)) : called;
      },
    }),
    route({
      method: 'POST',
      path: `${SIGN_IN_PATH}/sign-out`,
      summary: 'Sign out',
      tag: 'sign-in',
      internal: true,
      access: open,
      responses: { 204: z.undefined() },
      naturalKey: () => true,
      handle: async ({ raw }) => {
        const called = await call(raw, { method: 'POST', path: '/sign-out', body: {} });
        return called.ok ? noContent() : called;
      },
    }),
    route({
      method: 'POST',
      path: `${SIGN_IN_PATH}/change-password`,
      summary: 'Change your password; other browsers are signed out',
      tag: 'sign-in',
      internal: true,
      access: open,
      body: changePasswordSchema,
      responses: { 204: z.undefined() },
      naturalKey: () => true,
      handle: async ({ raw, body }) => {
        const change = {
          currentPassword: body.current_password,
          newPassword: body.new_password,
          revokeOtherSessions: true,
        };
        const called = await call(raw, { method: 'POST', path: '/change-password', body: change });
        return called.ok ? noContent() : called;
      },
    }),
    route({
      method: 'GET',
      path: `${SIGN_IN_PATH}/get-session`,
      summary: 'Show who is signed in',
      tag: 'sign-in',
      internal: true,
      access: open,
      responses: { 200: signedInSchema },
      handle: async ({ raw }) => {
        const called = await call(raw, { method: 'GET', path: '/get-session' });
        return called.ok ? ok(userOf(called.body)) : called;
      },
    }),
  ];
};

const answerSchema = z
  .object({ user: z.object({ name: z.string(), email: z.string() }) })
  .nullable();

/** Of what the library answers only this: the session's token belongs into the cookie alone. */
const userOf = (body: unknown) => ({ user: answerSchema.parse(body)?.user ?? null });

async function callLibrary(
  signIn: SignIn,
  origin: string,
  { request, reply }: Raw,
  { method, path, body }: Call,
): Promise<Called> {
  if (!isSameOrigin(request)) return refuse('cross_site');
  const headers = new Headers({
    'content-type': 'application/json',
    // Not `request.headers`: of what a client claims only cookie and browser name are taken.
    cookie: request.headers.cookie ?? '',
    'user-agent': request.headers['user-agent'] ?? '',
    [CLIENT_ADDRESS]: request.ip,
  });
  const asked = new Request(`${origin}${SIGN_IN_PATH}${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = await signIn.handler(asked);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  if (answer.ok) return { ok: true, body: await answer.json() };
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('x-retry-after') ?? 60);
    reply.header('retry-after', String(seconds));
    return refuse('rate_limited', { seconds });
  }
  if (answer.status < 500) return refuse('sign_in_failed');
  throw new Error(`the sign-in library answered ${answer.status} to ${path}`);
}
