import { z } from 'zod';
import { claimPasswordResetSchema, requestPasswordResetSchema } from '#contract/password-reset.ts';
import { noContent, type Route, route } from '#platform/http/index.ts';
import { claimPasswordReset } from './claim-password-reset.ts';
import type { PasswordResetDeps } from './deps.ts';
import { requestPasswordReset } from './request-password-reset.ts';

const shared = {
  method: 'POST',
  tag: 'password reset',
  access: { kind: 'public', limit: 'anonymous' },
  naturalKey: () => true,
  responses: { 204: z.undefined() },
} as const;

export const passwordResetRoutes = (deps: PasswordResetDeps): Route[] => [
  route({
    ...shared,
    path: '/v1/password-resets',
    summary: 'Send a link to a new password; the answer is the same for every address',
    body: requestPasswordResetSchema,
    handle: async ({ body, locale, acceptedLocales }) => {
      const read = acceptedLocales.length > 0 ? locale : undefined;
      await requestPasswordReset(deps, { email: body.email, locale: body.locale ?? read });
      return noContent();
    },
  }),
  route({
    ...shared,
    path: '/v1/password-resets/claims',
    summary: 'Choose a new password by the code of a link, and be signed in',
    body: claimPasswordResetSchema,
    handle: async ({ body, raw }) => {
      const claimed = await claimPasswordReset(deps, body);
      if (!claimed.ok) return claimed;
      raw.reply.header('set-cookie', claimed.cookies);
      return noContent();
    },
  }),
];
