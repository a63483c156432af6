const inkedIn = (card: Element): number => card.querySelectorAll('.hero .stamp.inked').length;

/** Marks the stamps that were not there before: they land, the one flourish of the page. */
const landNew = (card: Element, before: number): void => {
  const inked = [...card.querySelectorAll('.hero .stamp.inked')];
  for (const stamp of inked.slice(before)) stamp.classList.add('new');
};

/**
 * Puts a newer middle of the page in place of the one shown. Nothing moves when nothing changed:
 * focus and what a screen reader reads stay. An older answer, overtaken on the way, is dropped;
 * what was `asked` for by a press is shown even if it only says why nothing changed.
 */
export const swapCard = (shown: HTMLElement, html: string, asked = false): boolean => {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const fresh = parsed.querySelector<HTMLElement>('main#card');
  if (!fresh) return false;
  const later = Number(fresh.dataset.sequence) - Number(shown.dataset.sequence);
  const differs = later > 0 || fresh.dataset.chosen !== shown.dataset.chosen;
  if (later < 0 || !(asked || differs)) return false;
  const before = inkedIn(shown);
  landNew(fresh, before);
  fresh.inert = shown.inert;
  const status = shown.querySelector('[role="status"]');
  const next = fresh.querySelector('[role="status"]');
  shown.replaceWith(fresh);
  document.body.classList.toggle('ready', fresh.classList.contains('ready'));
  // A status region is announced when its content changes, not when it arrives with content.
  if (status && next) {
    const content = [...next.childNodes];
    next.replaceChildren(...status.childNodes);
    requestAnimationFrame(() => next.replaceChildren(...content));
  }
  return true;
};
