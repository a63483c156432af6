import { swapCard } from './swap-card.ts';

const TIMEOUT_MS = 10_000;

const send = (form: HTMLFormElement): Promise<Response> => {
  const url = new URL(form.action);
  url.searchParams.set('fragment', '1');
  const fields = new FormData(form);
  const body = new URLSearchParams([['reward', String(fields.get('reward') ?? '')]]);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return fetch(url, { method: 'POST', body, signal, cache: 'no-store' });
};

/** Puts the answer in place and the focus on the key that takes the pressed one's. */
const show = (form: HTMLFormElement, html: string): boolean => {
  const shown = form.closest<HTMLElement>('main#card');
  if (!shown || !swapCard(shown, html, true)) return false;
  document
    .querySelector<HTMLElement>(`#${CSS.escape(form.id)} button`)
    ?.focus({ preventScroll: true });
  return true;
};

const choose = async (form: HTMLFormElement): Promise<void> => {
  const button = form.querySelector('button');
  if (button) button.disabled = true;
  try {
    const answer = await send(form);
    if (show(form, await answer.text())) return;
  } catch {
    // No answer: the browser's own way of sending says so better than we could.
  }
  form.submit();
};

/** Picks a reward without leaving the page; where this fails, the form is sent as it is. */
export const chooseInPlace = (): void => {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.choose === undefined) return;
    event.preventDefault();
    void choose(form);
  });
};
