import { mailText } from '#contract/messages/mail/index.ts';
import type { Locale } from '#core/program.ts';
import { type RenderedMail, renderMail } from '#platform/mail/layout.ts';

type ResetMail = { locale: Locale; shop: string; link: string; minutes: number };

/** The e-mail with the link to a new password. */
export function resetMail(mail: ResetMail): { subject: string; content: RenderedMail } {
  const { locale, shop, link, minutes } = mail;
  const text = mailText(locale);
  const content = renderMail({
    locale,
    sender: shop,
    heading: text('reset.heading'),
    paragraphs: [text('reset.text', { shop }), text('reset.validity', { minutes })],
    button: { label: text('reset.button'), url: link },
    footer: `${text('footer', { shop })} ${text('reset.ignore')}`,
  });
  return { subject: text('reset.subject', { shop }), content };
}
