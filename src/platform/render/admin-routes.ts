import { html, type Route, route } from '#platform/http/index.ts';
import { surfaceAssets, surfacePage } from './assets.ts';

/** Addresses the admin answers itself; what stands behind them is the browser's business. */
const PATHS = ['/admin', '/admin/*', '/setup', '/invitation', '/password-reset'];

/** Asked for early: the typeface is `optional`, a late one would wait for the next visit. */
const preloads = (): string =>
  surfaceAssets('admin')
    .fonts.map(
      (font) => `<link rel="preload" as="font" type="font/woff2" href="${font}" crossorigin>`,
    )
    .join('');

/** A style block at run time passes the policy only with the nonce of its page. */
const withNonce = (page: string, nonce: string): string =>
  page.replace('<head>', `<head><meta name="style-nonce" content="${nonce}">${preloads()}`);

/** The owner's web app: one page for all its addresses. */
export const adminPageRoutes = (): Route[] =>
  PATHS.map((path) =>
    route({
      method: 'GET',
      path,
      summary: 'The admin’s own page',
      tag: 'admin',
      internal: true,
      access: { kind: 'public', limit: 'none' },
      responses: { 200: 'text/html; charset=utf-8' },
      handle: async ({ styleNonce }) => html(withNonce(surfacePage('admin'), styleNonce())),
    }),
  );
