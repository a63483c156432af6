import type { Problem } from '#contract/problem.ts';
import type { Locale } from '#core/program.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML, safe between tags and in double-quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const STYLE = `
  :root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif; }
  body { margin: 0; padding: 72px 24px; max-width: 62ch; margin-inline: auto; }
  h1 { font-size: 1.375rem; line-height: 1.3; letter-spacing: -0.02em; }
  small { opacity: .7; }
`;

/** What a browser sees when there is nothing better to show: what happened and what to do. */
export const errorPage = (problem: Problem, locale: Locale, nonce: string): string =>
  `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">` +
  '<meta name="viewport" content="width=device-width, initial-scale=1">' +
  `<title>${escapeHtml(problem.title)}</title><style nonce="${nonce}">${STYLE}</style></head>` +
  `<body><main><h1>${escapeHtml(problem.title)}</h1><p>${escapeHtml(problem.detail)}</p>` +
  `<p><small>${escapeHtml(problem.request_id)}</small></p></main></body></html>`;
