import type { ServerResponse } from 'node:http';
import { connectionPort, loadState } from '#features/ledger/index.ts';
import type { CardDeps } from './deps.ts';
import type { OpenCard } from './load-card.ts';

const HEARTBEAT_MS = 25_000;
/** A page that stays open longer connects anew: by then the server may be another. */
const LONGEST_MS = 30 * 60_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // A proxy that collects answers before it passes them on would hold the news back.
  'x-accel-buffering': 'no',
};

const tell = (response: ServerResponse, event: string, sequence: number): void => {
  response.write(`id: ${sequence}\nevent: ${event}\ndata: ${sequence}\n\n`);
};

const sequenceOf = async (deps: CardDeps, { shop, memberId }: OpenCard): Promise<number> => {
  const request = { now: deps.clock.now(), member: { id: memberId } };
  const loaded = await loadState(connectionPort(deps.db.app), shop.merchantId, request);
  return loaded.profile?.sequence ?? 0;
};

/**
 * Tells an open page of each change of its member as a server-sent event; the page then fetches
 * itself anew. `after` is the sequence the page shows: what came since is told at once. Without
 * room for another stream the event `full` sends the page away to ask now and then instead.
 */
export const followCard = async (
  deps: CardDeps,
  response: ServerResponse,
  open: OpenCard,
  after: number,
): Promise<void> => {
  let shown = after;
  const change = (sequence: number) => {
    if (sequence <= shown) return;
    shown = sequence;
    tell(response, 'change', sequence);
  };
  const catchUp = async () => change(await sequenceOf(deps, open));
  // Subscribed before the look, so that nothing falls between the two.
  const leave = deps.live.subscribe(open.shop.merchantId, open.memberId, (sequence) =>
    sequence === null ? tell(response, 'change', shown) : change(sequence),
  );
  response.writeHead(200, HEADERS);
  if (!leave) {
    tell(response, 'full', shown);
    response.end();
    return;
  }
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  const longest = setTimeout(() => response.end(), LONGEST_MS);
  response.once('close', () => {
    leave();
    clearInterval(heartbeat);
    clearTimeout(longest);
  });
  response.write('retry: 3000\n\n');
  await catchUp();
};
