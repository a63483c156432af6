import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import acme from 'acme-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificateStore, needsRenewal } from './certificate-store.ts';
import { secureDomain } from './secure-domain.ts';

const DOMAIN = 'card.example.test';
const folder = mkdtempSync(join(tmpdir(), 'stamgast-acme-'));
const children: ReturnType<typeof spawn>[] = [];
const hasPebble = existsSync('/usr/bin/pebble');

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
};

const ports = { acme: 0, management: 0, http: 0, dns: 0, dnsAdmin: 0, https: 0 };

const selfSigned = (name: string, days: number): { key: string; chain: string } => {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-keyout', key, '-out', cert, '-days', String(days), '-subj', `/CN=${name}`],
    ...['-addext', `subjectAltName=DNS:${name},IP:127.0.0.1`],
  ]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  return { key: readFileSync(key, 'utf8'), chain: readFileSync(cert, 'utf8') };
};

const start = (command: string, args: string[]) => {
  const child = spawn(command, args, {
    stdio: 'ignore',
    env: { PATH: '/usr/bin:/bin', PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '5' },
  });
  children.push(child);
};

const answers = async (url: string, agent: Agent): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, { agent, servername: DOMAIN, timeout: 2000 }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve(body));
    }).on('error', reject);
  });

const eventually = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let left = 50; left > 0; left -= 1) {
    try {
      return await attempt();
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  return attempt();
};

beforeAll(async () => {
  if (!hasPebble) return;
  for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await freePort();
  selfSigned('localhost', 2);
  writeFileSync(
    join(folder, 'pebble.json'),
    JSON.stringify({
      pebble: {
        listenAddress: `127.0.0.1:${ports.acme}`,
        managementListenAddress: `127.0.0.1:${ports.management}`,
        certificate: join(folder, 'localhost.crt'),
        privateKey: join(folder, 'localhost.key'),
        httpPort: ports.http,
        tlsPort: ports.https,
        ocspResponderURL: '',
      },
    }),
  );
  start('/usr/bin/pebble-challtestsrv', [
    ...['-dns01', `127.0.0.1:${ports.dns}`, '-management', `127.0.0.1:${ports.dnsAdmin}`],
    ...['-http01', '', '-https01', '', '-tlsalpn01', '', '-defaultIPv6', ''],
  ]);
  start('/usr/bin/pebble', [
    ...['-config', join(folder, 'pebble.json')],
    ...['-dnsserver', `127.0.0.1:${ports.dns}`],
  ]);
  const agent = new Agent({ ca: readFileSync(join(folder, 'localhost.crt')) });
  acme.axios.defaults.httpsAgent = agent;
  await eventually(() => acme.axios.get(`https://127.0.0.1:${ports.acme}/dir`));
});

afterAll(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('[P9] a certificate is renewed when missing, foreign or with a third of its life left', () => {
  const fresh = selfSigned('fresh.example.test', 90);
  const day = 24 * 60 * 60 * 1000;
  const now = Date.now();
  expect(needsRenewal(undefined, 'fresh.example.test', now)).toBe(true);
  expect(needsRenewal(fresh, 'fresh.example.test', now)).toBe(false);
  expect(needsRenewal(fresh, 'other.example.test', now)).toBe(true);
  expect(needsRenewal(fresh, 'fresh.example.test', now + 59 * day)).toBe(false);
  expect(needsRenewal(fresh, 'fresh.example.test', now + 61 * day)).toBe(true);
  const short = selfSigned('short.example.test', 6);
  expect(needsRenewal(short, 'short.example.test', now + 3 * day)).toBe(false);
  expect(needsRenewal(short, 'short.example.test', now + 5 * day)).toBe(true);
});

test.skipIf(!hasPebble)(
  '[P9] a domain of one’s own gets its certificate from a real authority and serves https with it',
  { timeout: 60_000 },
  async () => {
    const domain = await secureDomain({
      domain: DOMAIN,
      dataDir: folder,
      host: '127.0.0.1',
      httpPort: ports.http,
      authority: { url: `https://127.0.0.1:${ports.acme}/dir`, email: undefined },
      log: { info: () => undefined, error: (fault) => console.error(fault) },
      now: Date.now,
    });
    await domain.start();
    expect(domain.state().kind).toBe('ready');
    const server = domain.server((_request, response) => response.end('card'));
    await new Promise<void>((done) => server.listen(ports.https, '127.0.0.1', done));
    const root = await acme.axios.get(`https://127.0.0.1:${ports.management}/roots/0`);
    const body = await answers(
      `https://127.0.0.1:${ports.https}/`,
      new Agent({ ca: root.data as string }),
    );
    expect(body).toBe('card');
    const redirect = await fetch(`http://127.0.0.1:${ports.http}/c/x`, { redirect: 'manual' });
    expect([redirect.status, redirect.headers.get('location')]).toEqual([
      308,
      `https://${DOMAIN}/c/x`,
    ]);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await domain.stop();
    const kept = await certificateStore(join(folder, 'tls'), DOMAIN).readCertificate();
    expect(needsRenewal(kept, DOMAIN, Date.now())).toBe(false);
  },
);

test.skipIf(!hasPebble)(
  '[P9] an authority that refuses leaves the server running and the reason readable',
  { timeout: 60_000 },
  async () => {
    const domain = await secureDomain({
      domain: DOMAIN,
      dataDir: join(folder, 'other'),
      host: '127.0.0.1',
      httpPort: await freePort(),
      authority: { url: `https://127.0.0.1:${ports.acme}/nowhere`, email: undefined },
      log: { info: () => undefined, error: () => undefined },
      now: Date.now,
    });
    await domain.start();
    const state = domain.state();
    await domain.stop();
    expect(state.kind).toBe('failed');
  },
);
