import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type Reply = { code: number; text: string };

/** A mail server on this machine that keeps what it gets, or answers as it is told. */
export async function startSmtp() {
  const mails: Email[] = [];
  /** The next answers to a recipient; afterwards it accepts. */
  const replies: Reply[] = [];
  const state = { silent: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      if (state.silent) return;
      const reply = replies.shift();
      if (!reply) return done();
      done(Object.assign(new Error(reply.text), { responseCode: reply.code }));
    },
    onData(stream, _session, done) {
      parse(stream).then(
        (mail) => {
          mails.push(mail);
          done();
        },
        (error) => done(error),
      );
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    replies,
    state,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function parse(stream: Readable): Promise<Email> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return PostalMime.parse(Buffer.concat(chunks));
}

export type Smtp = Awaited<ReturnType<typeof startSmtp>>;
