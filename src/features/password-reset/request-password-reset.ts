import { setTimeout as wait } from 'node:timers/promises';
import type { Locale } from '#core/program.ts';
import { queueMessage, wakeDelivery } from '#features/message/index.ts';
import { passwordResetLink } from '#platform/auth/links.ts';
import { countOneTimeCodes, issueOneTimeCode } from '#platform/auth/one-time-code.ts';
import { userWith } from '#platform/auth/users.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { PasswordResetDeps } from './deps.ts';
import { resetMail } from './reset-mail.ts';
import { type Workplace, workplacesOf } from './workplaces.ts';

type Asked = { email: string; locale?: Locale | undefined };

const MINUTE = 60_000;
/** Links one person gets within LINKS_WITHIN_MS; who asks more often gets an answer, no mail. */
const MAX_LINKS = 3;
const LINKS_WITHIN_MS = 10 * MINUTE;
/** Known or not, no answer comes sooner: its time tells nothing. */
const LEAST_MS = 150;

/**
 * Sends a link to a new password to somebody who works here. Whoever asks learns nothing: neither
 * whether the address is known nor whether it was written to.
 */
export async function requestPasswordReset(deps: PasswordResetDeps, asked: Asked): Promise<void> {
  await Promise.all([sendLink(deps, asked), wait(LEAST_MS)]);
  wakeDelivery(deps);
}

async function sendLink(deps: PasswordResetDeps, { email, locale }: Asked): Promise<void> {
  const userId = await userWith(deps.signIn, email);
  const workplaces = userId === null ? [] : await workplacesOf(deps.db, userId);
  const [first] = workplaces;
  if (!first) return;
  const { merchantId, staffId } = first;
  const now = deps.clock.now();
  await inMerchant(deps.db, merchantId, async (trx) => {
    const subject = { purpose: 'password_reset', merchantId, subjectId: staffId } as const;
    const sent = await countOneTimeCodes(trx, subject, new Date(now - LINKS_WITHIN_MS));
    if (sent >= MAX_LINKS) return;
    const { code, expiresAt } = await issueOneTimeCode(trx, { ...subject, now });
    const shop = await trx
      .selectFrom('merchant')
      .select(['name', 'locale'])
      .where('merchant_id', '=', merchantId)
      .executeTakeFirstOrThrow();
    const mail = resetMail({
      locale: locale ?? (shop.locale as Locale),
      shop: shop.name,
      link: passwordResetLink(deps.origin(), code),
      minutes: Math.round((expiresAt.getTime() - now) / MINUTE),
    });
    await queueMessage(trx, deps, {
      merchantId,
      memberId: null,
      recipient: email,
      sealed: isSealed(deps, workplaces),
      ...mail,
    });
  });
}

/**
 * The owner reads a link that waits for want of a mail server, so as to pass it on. Not so where it
 * would let them in as another owner or into a business that isn't theirs: then the operator helps.
 */
const isSealed = ({ mail }: PasswordResetDeps, workplaces: Workplace[]): boolean =>
  mail !== null || workplaces.length > 1 || workplaces.some(({ role }) => role === 'owner');
