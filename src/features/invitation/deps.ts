import type { z } from 'zod';
import type { newMerchantSchema } from '#contract/invitation.ts';
import type { SignIn } from '#platform/auth/sign-in.ts';
import type { Deps } from '#platform/http/index.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

export type NewMerchant = z.output<typeof newMerchantSchema>;

export type InvitationDeps = Pick<Deps, 'db' | 'clock' | 'origin'> & {
  signIn: SignIn;
  mail: Mailer | null;
  /** Makes a merchant with an owner who can't sign in yet: the outside id of the merchant. */
  createMerchant: (merchant: NewMerchant) => Promise<{ merchant_id: string }>;
};
