import { formatDay } from '#contract/messages/format.ts';
import { mailText } from '#contract/messages/mail/index.ts';
import type { Role } from '#contract/permissions.ts';
import type { Locale } from '#core/program.ts';
import { type RenderedMail, renderMail } from '#platform/mail/layout.ts';

export type InvitationMail = {
  locale: Locale;
  shop: string;
  role: Role;
  link: string;
  expiresAt: Date;
  zone: string;
};

/** The e-mail that invites a person. It greets nobody by name: names are not ours to decline. */
export function invitationMail(mail: InvitationMail): { subject: string; content: RenderedMail } {
  const { locale, shop, link } = mail;
  const text = mailText(locale);
  const role = text(`role.${mail.role}`);
  const date = formatDay(mail.expiresAt.getTime(), locale, mail.zone);
  const content = renderMail({
    locale,
    sender: shop,
    heading: text('invitation.heading', { shop }),
    paragraphs: [
      text('invitation.text', { shop, role }),
      text('invitation.next'),
      text('invitation.validity', { date }),
    ],
    button: { label: text('invitation.button'), url: link },
    footer: `${text('footer', { shop })} ${text('invitation.ignore')}`,
  });
  return { subject: text('invitation.subject', { shop }), content };
}
