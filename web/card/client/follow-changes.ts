import { swapCard } from './swap-card.ts';

const POLL_MS = 60_000;
const FETCH_TIMEOUT_MS = 10_000;

const current = (): HTMLElement => {
  const card = document.querySelector<HTMLElement>('main#card');
  if (!card) throw new Error('the page has no card');
  return card;
};

const offlineNote = () => current().querySelector<HTMLElement>('.offline');

const isShownOffline = (): boolean => offlineNote()?.hidden === false;

const showOffline = (offline: boolean): void => {
  const note = offlineNote();
  if (note) note.hidden = !offline;
};

/** Fetches the middle of the page again and puts it in place; says so when that fails. */
const refresh = async (): Promise<void> => {
  const url = new URL(current().dataset.self ?? '', location.href);
  url.searchParams.set('fragment', '1');
  try {
    const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
    const answer = await fetch(url, { signal, cache: 'no-store' });
    if (answer.ok) swapCard(current(), await answer.text());
    showOffline(!answer.ok || answer.headers.has('x-from-cache'));
    if (answer.status === 404) location.reload();
  } catch {
    showOffline(true);
  }
};

/**
 * Follows the member's changes by server-sent events. When the server has no room for another
 * stream (event `full`) or the stream breaks, the page asks once a minute instead.
 */
export const followChanges = (): void => {
  let polling = 0;
  let stream: EventSource | null = null;

  const poll = () => {
    if (!polling) polling = window.setInterval(refresh, POLL_MS);
  };
  const stopPolling = () => {
    clearInterval(polling);
    polling = 0;
  };
  const listen = () => {
    stream?.close();
    const { live = '', sequence = '0' } = current().dataset;
    const url = new URL(live, location.href);
    url.searchParams.set('after', sequence);
    stream = new EventSource(url);
    stream.addEventListener('open', () => {
      stopPolling();
      // The connection is back: what the page said of being offline no longer holds.
      if (isShownOffline()) void refresh();
    });
    stream.addEventListener('change', () => void refresh());
    stream.addEventListener('full', () => {
      stream?.close();
      poll();
    });
    stream.addEventListener('error', () => {
      showOffline(!navigator.onLine);
      // The browser reconnects by itself unless the server refused for good.
      if (stream?.readyState === EventSource.CLOSED) poll();
    });
  };

  listen();
  window.addEventListener('online', () => void refresh().then(listen));
  window.addEventListener('offline', () => showOffline(true));
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void refresh();
  });
  if (!navigator.onLine) void refresh();
};
