import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type Environment, parseConfig } from './config.ts';

const faults = (environment: Environment) => {
  const parsed = parseConfig(environment);
  return parsed.ok ? [] : parsed.faults;
};

test('[P1] without any setting there is a complete configuration', () => {
  expect(parseConfig({ PATH: '/usr/bin', PORT: ' ' })).toMatchObject({
    ok: true,
    config: { port: 4400, host: '0.0.0.0', dataDir: resolve('data'), databaseUrl: undefined },
  });
});

test.each([
  ['PORT', '8080', { port: 8080 }],
  ['HOST', '127.0.0.1', { host: '127.0.0.1' }],
  ['STAMGAST_DATA', '/srv/stamgast', { dataDir: '/srv/stamgast' }],
  ['DATABASE_URL', 'postgres://u:p@db:5433/s', { databaseUrl: 'postgres://u:p@db:5433/s' }],
  ['DATABASE_URL', 'postgresql:///s?host=/run', { databaseUrl: 'postgresql:///s?host=/run' }],
  ['PUBLIC_URL', 'https://Club.example.com/', { publicUrl: 'https://club.example.com' }],
  ['PUBLIC_URL', 'https://a.example', { trustedProxies: ['loopback'] }],
  ['STAMGAST_TRUSTED_PROXIES', '10.0.0.0/8, ::1', { trustedProxies: ['10.0.0.0/8', '::1'] }],
  ['STAMGAST_DOMAIN', 'Club.Example.com', { domain: 'club.example.com' }],
  ['STAMGAST_MAIL_FROM', 'Café <hi@a.example>', { mailFrom: 'Café <hi@a.example>' }],
  ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
])('[P1] %s=%s is understood', (name, value, config) => {
  expect(parseConfig({ [name]: value })).toMatchObject({ ok: true, config });
});

test.each([
  ['PORT', 'abc', "PORT is 'abc': give a number from 1 to 65535, e.g. PORT=4400"],
  ['PORT', '0', "PORT is '0': give a number"],
  ['PORT', '70000', "PORT is '70000': give a number"],
  ['PORT', '80.5', "PORT is '80.5': give a number"],
  ['HOST', 'everywhere', "HOST is 'everywhere': give an address"],
  ['STAMGAST_DATA', '~/data', "STAMGAST_DATA is '~/data': give the path of a folder"],
  ['PUBLIC_URL', 'club.example.com', 'give the address phones open'],
  ['PUBLIC_URL', 'https://a.example/club', 'give the address phones open'],
  ['PUBLIC_URL', 'ftp://a.example', 'give the address phones open'],
  ['STAMGAST_DOMAIN', 'https://a.example', 'give a bare domain'],
  ['STAMGAST_DOMAIN', '10.0.0.1', 'give a bare domain'],
  ['STAMGAST_TRUSTED_PROXIES', '10.0.0.0/40', 'give addresses or ranges'],
  ['STAMGAST_ACME_URL', 'http://ca.example', 'give the https address'],
  ['STAMGAST_ACME_EMAIL', 'me', 'give an e-mail address'],
  ['STAMGAST_MAIL_FROM', 'me\r\nBcc: you', 'give a sender'],
  ['LOG_LEVEL', 'loud', 'give one of fatal, error'],
  ['STAMGAST_DAAT', '/srv', 'STAMGAST_DAAT is unknown: remove it, or use one of STAMGAST_DATA'],
])('[P1] %s=%s is refused with the mend', (name, value, mend) => {
  expect(faults({ [name]: value })).toEqual([expect.stringContaining(mend)]);
});

test.each([
  ['DATABASE_URL', 'mysql://root:hunter2@db/s'],
  ['DATABASE_URL', 'postgresql://root:hunter2@db'],
  ['SMTP_URL', 'https://root:hunter2@mail'],
])('[P1] a wrong %s is refused without showing its password', (name, value) => {
  const [fault] = faults({ [name]: value });
  expect(fault).toContain(`${name} can't be read: give a`);
  expect(fault).not.toContain('hunter2');
});

test('[P1] all faults come at once, contradictions too', () => {
  const environment = { PORT: 'x', LOG_LEVEL: 'y', STAMGAST_DOMAIN: 'a.example' };
  expect(faults({ ...environment, PUBLIC_URL: 'https://b.example' })).toHaveLength(3);
});
