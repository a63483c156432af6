import { escapeHtml } from '#platform/http/index.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif;
    --text: #141A17; --text-2: #4F5852; --bg: #FFFFFF; --well: #F5F7F5; --line: #DFE3DF;
    --mark: #0B6150; }
  @media (prefers-color-scheme: dark) { :root { --text: #EEF2EF; --text-2: #B4BDB7; --bg: #171C19;
    --well: #121614; --line: #2B332E; --mark: #66AF9C; } }
  body { margin: 0 auto; padding: 32px 24px 72px; max-width: 896px; color: var(--text);
    background: var(--bg); }
  h1 { font-size: 1.875rem; line-height: 1.1; letter-spacing: -.02em; }
  h2 { margin-top: 48px; font-size: 1.375rem; letter-spacing: -.02em; }
  h3 { margin: 0; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
  p { max-width: 62ch; margin: 4px 0; } a { color: var(--mark); } small { color: var(--text-2); }
  section { padding: 16px 0; border-top: 1px solid var(--line); }
  section:target { background: var(--well); }
  code, pre { font: .8125rem/1.5 ui-monospace, monospace; }
  pre { margin: 8px 0; padding: 12px; overflow: auto; background: var(--well); border-radius: 6px; }
  summary { cursor: pointer; min-height: 28px; color: var(--text-2); }
  b { color: var(--mark); font: 600 .8125rem ui-monospace, monospace; }
  table { border-collapse: collapse; } td, th { padding: 2px 16px 2px 0; text-align: left;
    vertical-align: top; } th { font-weight: 500; color: var(--text-2); }
`;

/** A page of the reference around its content, which is HTML already. */
export const docsPage = (
  page: { title: string; language: string; nonce: string },
  content: string,
): string =>
  `<!doctype html><html lang="${page.language}"><head><meta charset="utf-8">` +
  '<meta name="viewport" content="width=device-width, initial-scale=1">' +
  `<title>${escapeHtml(page.title)}</title><style nonce="${page.nonce}">${STYLE}</style></head>` +
  `<body><main>${content}</main></body></html>`;

/** Escaped text in which \`code\` is marked up. */
export const prose = (text: string): string =>
  escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
