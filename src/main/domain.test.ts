import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Config, parseConfig } from '#platform/config/config.ts';
import { createLog } from '#platform/log/log.ts';
import { openDomain } from './domain.ts';
import { openPort } from './open-port.ts';

const log = createLog({ logLevel: 'silent' });
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'stamgast-listen-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function occupy(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function freePort(): Promise<number> {
  const { server, port } = await occupy();
  server.close();
  await once(server, 'close');
  return port;
}

function config(settings: Record<string, string | number>): Config {
  const given = { HOST: '127.0.0.1', STAMGAST_DATA: dataDir, ...settings };
  const texts = Object.entries(given).map(([name, value]) => [name, String(value)]);
  const parsed = parseConfig(Object.fromEntries(texts));
  if (!parsed.ok) throw new Error(parsed.faults.join());
  return parsed.config;
}

function app() {
  const made = Fastify();
  made.get('/livez', () => 'alive');
  return made;
}

test('[P1] a port that is taken is named with the mend', async () => {
  const { server, port } = await occupy();
  const opening = openPort(port, 'PORT', () => app().listen({ port, host: '127.0.0.1' }));
  await expect(opening).rejects.toMatchObject({
    name: 'OperatorError',
    message: expect.stringMatching(`Port ${port} is used by another program: .* PORT=440[01]`),
  });
  server.close();
});

test('[P9] without a domain nothing is opened', async () => {
  expect(await openDomain(config({}), log)).toBeUndefined();
});

test('[P9] with a domain the plain port leads to https while there is no certificate', async () => {
  const [plain, secure] = [await freePort(), await freePort()];
  const ports = { STAMGAST_HTTP_PORT: plain, STAMGAST_HTTPS_PORT: secure };
  const names = { STAMGAST_DOMAIN: 'club.example.test', STAMGAST_ACME_URL: 'https://127.0.0.1:1/' };
  const domain = await openDomain(config({ ...ports, ...names }), log);
  const served = app();
  await served.ready();
  await domain?.serve(served);
  const answer = await fetch(`http://127.0.0.1:${plain}/c/1`, { redirect: 'manual' });
  expect(answer.headers.get('location')).toBe('https://club.example.test/c/1');
  expect(domain?.state().kind).toBe('waiting');
  await domain?.close();
  await expect(fetch(`http://127.0.0.1:${plain}/`)).rejects.toThrow('fetch failed');
  const handshake = connect(secure, '127.0.0.1');
  await expect(once(handshake, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
