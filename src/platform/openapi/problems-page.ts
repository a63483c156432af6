import { refusalParams, refusalText } from '#contract/messages/refusal/index.ts';
import { REFUSAL_CODES, REFUSALS } from '#contract/refusals.ts';
import type { Locale } from '#core/program.ts';
import { escapeHtml } from '#platform/http/index.ts';
import { docsPage } from './page.ts';

const TITLE: Record<Locale, string> = {
  en: 'Problems',
  sk: 'Problémy',
  cs: 'Problémy',
  pl: 'Problemy',
  hu: 'Problémák',
  de: 'Probleme',
};

/** Every code of the closed list, in the reader's language; an answer's `type` points here. */
export const problemsPage = (language: Locale, nonce: string): string => {
  const translate = refusalText(language);
  const rows = REFUSAL_CODES.map((code) => {
    // A sentence with figures belongs to one answer: its title says it for all.
    const detail = refusalParams(code).length > 0 ? '' : translate(`${code}.detail`);
    return (
      `<section id="${code}"><h3><code>${code}</code> <small>${REFUSALS[code]}</small></h3>` +
      `<p>${escapeHtml(translate(`${code}.title`))}. ${escapeHtml(detail)}</p></section>`
    );
  });
  const title = TITLE[language];
  return docsPage({ title, language, nonce }, `<h1>${title}</h1>${rows.join('')}`);
};
