import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

/** One environment variable: how it is read, and what to tell whoever set it wrongly. */
interface Setting<T> {
  schema: z.ZodType<T, string | undefined>;
  mend: string;
  /** Holds a password: the value is never printed. */
  secret?: true;
}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(65535));

const parsedUrl = (check: (url: URL) => boolean) =>
  z.string().refine((text) => URL.canParse(text) && check(new URL(text)));

const isWeb = (url: URL) => url.protocol === 'https:' || url.protocol === 'http:';

const origin = parsedUrl(
  (url) => isWeb(url) && url.pathname === '/' && !url.search && !url.hash && !url.username,
).transform((text) => new URL(text).origin);

const databaseUrl = parsedUrl(
  (url) => ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1,
);

const smtpUrl = parsedUrl(
  (url) => ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '',
);

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const NAMED_RANGES = ['loopback', 'linklocal', 'uniquelocal'];

function isAddressRange(text: string): boolean {
  const [address = '', bits] = text.split('/');
  if (NAMED_RANGES.includes(text)) return true;
  const longest = isIP(address) === 4 ? 32 : 128;
  return isIP(address) > 0 && (bits === undefined || (/^\d+$/.test(bits) && +bits <= longest));
}

const ranges = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().refine(isAddressRange)));

const setting = <T>(made: Setting<T>) => made;

/** Every environment variable Stamgast reads. */
export const SETTINGS = {
  PORT: setting({
    schema: port.default(4400),
    mend: 'give a number from 1 to 65535, e.g. PORT=4400',
  }),
  HOST: setting({
    schema: z
      .string()
      .refine((text) => isIP(text) > 0 || text === 'localhost')
      .default('0.0.0.0'),
    mend: 'give an address of this machine, e.g. HOST=127.0.0.1, or HOST=0.0.0.0 for all of them',
  }),
  STAMGAST_DATA: setting({
    schema: z
      .string()
      .refine((text) => !text.includes('\0') && !text.startsWith('~'))
      .default('./data')
      .transform((text) => resolve(text)),
    mend: 'give the path of a folder, e.g. STAMGAST_DATA=/srv/stamgast',
  }),
  DATABASE_URL: setting({
    schema: databaseUrl.optional(),
    mend: 'give a PostgreSQL address, e.g. DATABASE_URL=postgresql://user:password@localhost/stamgast',
    secret: true,
  }),
  PUBLIC_URL: setting({
    schema: origin.optional(),
    mend: 'give the address phones open, without a path, e.g. PUBLIC_URL=https://club.example.com',
  }),
  STAMGAST_TRUSTED_PROXIES: setting({
    schema: ranges.optional(),
    mend: 'give addresses or ranges with commas, e.g. STAMGAST_TRUSTED_PROXIES=loopback,10.0.0.0/8',
  }),
  STAMGAST_DOMAIN: setting({
    schema: z.string().toLowerCase().regex(DOMAIN).optional(),
    mend: 'give a bare domain that points to this machine, e.g. STAMGAST_DOMAIN=club.example.com',
  }),
  STAMGAST_HTTP_PORT: setting({
    schema: port.default(80),
    mend: 'give a number from 1 to 65535, e.g. STAMGAST_HTTP_PORT=80',
  }),
  STAMGAST_HTTPS_PORT: setting({
    schema: port.default(443),
    mend: 'give a number from 1 to 65535, e.g. STAMGAST_HTTPS_PORT=443',
  }),
  STAMGAST_ACME_URL: setting({
    schema: parsedUrl((url) => url.protocol === 'https:').default(
      'https://acme-v02.api.letsencrypt.org/directory',
    ),
    mend: "give the https address of a certificate authority's directory, or leave it out",
  }),
  STAMGAST_ACME_EMAIL: setting({
    schema: z.email().optional(),
    mend: 'give an e-mail address for notices about certificates, or leave it out',
  }),
  SMTP_URL: setting({
    schema: smtpUrl.optional(),
    mend: 'give a mail server, e.g. SMTP_URL=smtps://user:password@mail.example.com',
    secret: true,
  }),
  STAMGAST_MAIL_FROM: setting({
    schema: z
      .string()
      .regex(/^([^<>\r\n]+ )?<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/)
      .optional(),
    mend: 'give a sender, e.g. STAMGAST_MAIL_FROM="Corner Café <hello@example.com>"',
  }),
  LOG_LEVEL: setting({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    mend: 'give one of fatal, error, warn, info, debug, trace, silent, e.g. LOG_LEVEL=info',
  }),
};
