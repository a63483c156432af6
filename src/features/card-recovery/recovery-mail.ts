import { mailText } from '#contract/messages/mail/index.ts';
import type { Locale } from '#core/program.ts';
import { type RenderedMail, renderMail } from '#platform/mail/layout.ts';

type RecoveryMail = { locale: Locale; shop: string; code: string; minutes: number };

/** The e-mail with the code that opens a lost card. */
export function recoveryMail(mail: RecoveryMail): { subject: string; content: RenderedMail } {
  const { locale, shop, code, minutes } = mail;
  const text = mailText(locale);
  const content = renderMail({
    locale,
    sender: shop,
    heading: text('recovery.heading'),
    paragraphs: [text('recovery.text', { shop }), text('recovery.validity', { minutes })],
    code,
    footer: `${text('footer', { shop })} ${text('recovery.ignore')}`,
  });
  return { subject: text('recovery.subject', { shop, code }), content };
}
