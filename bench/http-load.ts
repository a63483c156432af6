import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export type Load = {
  port: number;
  apiKey: string;
  /** Bodies of `POST /v1/orders`; connection i sends those at i, i + connections, … */
  bodies: string[];
  connections: number;
};

export type LoadResult = {
  /** Answers by status. */
  statuses: Record<string, number>;
  seconds: number;
  /** Milliseconds of each request. */
  latencies: number[];
};

const TIMEOUT_MS = 30_000;

/**
 * Sends every body once, each connection one request at a time. Written on bare sockets: a client
 * that costs as much as the server would measure itself.
 */
export const sendAll = async (load: Load): Promise<LoadResult> => {
  const result: LoadResult = { statuses: {}, seconds: 0, latencies: [] };
  const sockets = await Promise.all(
    Array.from({ length: load.connections }, () => open(load.port)),
  );
  const began = performance.now();
  await Promise.all(sockets.map((socket, i) => drive(socket, load, i, result)));
  result.seconds = (performance.now() - began) / 1000;
  for (const socket of sockets) socket.destroy();
  return result;
};

const open = async (port: number): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1').setNoDelay(true).setTimeout(TIMEOUT_MS);
  socket.on('timeout', () => socket.destroy(new Error('the server did not answer in time')));
  await once(socket, 'connect');
  return socket;
};

const drive = async (socket: Socket, load: Load, first: number, result: LoadResult) => {
  const answers = answersOf(socket);
  for (let i = first; i < load.bodies.length; i += load.connections) {
    const began = performance.now();
    socket.write(requestOf(load, i));
    const { value: status } = await answers.next();
    if (status === undefined) throw new Error('the server closed the connection');
    result.latencies.push(performance.now() - began);
    result.statuses[status] = (result.statuses[status] ?? 0) + 1;
  }
};

const requestOf = ({ apiKey, bodies }: Load, i: number): string => {
  const body = bodies[i] ?? '';
  return [
    'POST /v1/orders HTTP/1.1',
    'Host: 127.0.0.1',
    `Authorization: Bearer ${apiKey}`,
    `Idempotency-Key: ${crypto.randomUUID()}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
};

/** The status of each answer, once all of it has come. */
async function* answersOf(socket: Socket): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of socket) {
    text += (chunk as Buffer).toString('latin1');
    const head = text.indexOf('\r\n\r\n');
    if (head < 0) continue;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1]);
    if (Number.isNaN(length)) throw new Error('an answer without its length');
    if (text.length < head + 4 + length) continue;
    const status = text.slice(9, 12);
    text = '';
    yield status;
  }
}
