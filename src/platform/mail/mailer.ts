import { createTransport } from 'nodemailer';

export type OutgoingMail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Stays the same over retries, so that a receiver can tell a repeat. */
  messageId: string;
  /** The shop's name, shown as the sender before the installation's address. */
  fromName: string;
};

/** `temporary`: worth another try later; `refused`: the server said no for good. */
export type Sending =
  | { outcome: 'sent' }
  | { outcome: 'temporary'; error: string }
  | { outcome: 'refused'; error: string };

export type Mailer = { send(mail: OutgoingMail): Promise<Sending>; close(): void };

export type MailerOptions = {
  smtpUrl: string;
  /** `Name <address>` or an address. */
  from: string;
  timeoutMs?: number;
};

/** Sends through one SMTP server. Every wait on it ends within `timeoutMs` (default 20 s). */
export function createMailer({ smtpUrl, from, timeoutMs = 20_000 }: MailerOptions): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const address = /<([^>]+)>/.exec(from)?.[1] ?? from;
  return {
    async send({ fromName, ...mail }) {
      try {
        await transport.sendMail({ ...mail, from: { name: fromName, address } });
        return { outcome: 'sent' };
      } catch (error) {
        return failure(error);
      }
    },
    close: () => transport.close(),
  };
}

/** A 5xx reply to sender, recipient or content is final; anything else may pass. */
function failure(error: unknown): Sending {
  const message = error instanceof Error ? error.message : String(error);
  const fields: { responseCode?: unknown; code?: unknown } =
    typeof error === 'object' && error !== null ? error : {};
  const final = typeof fields.responseCode === 'number' && fields.responseCode >= 500;
  // A wrong password answers 535: the operator mends it while the mails wait.
  const refused = final && fields.code !== 'EAUTH';
  return { outcome: refused ? 'refused' : 'temporary', error: message.slice(0, 500) };
}
