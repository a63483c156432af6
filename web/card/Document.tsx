import type { ComponentChildren } from 'preact';
import type { Frame } from '#contract/card-pages.ts';

const Head = ({ frame }: { frame: Frame }) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="robots" content="noindex" />
    <meta name="format-detection" content="telephone=no" />
    <meta
      name="theme-color"
      content={frame.themeColor.light}
      media="(prefers-color-scheme: light)"
    />
    <meta name="theme-color" content={frame.themeColor.dark} media="(prefers-color-scheme: dark)" />
    <title>{frame.title}</title>
    {frame.assets.fonts.map((href) => (
      <link
        key={href}
        rel="preload"
        as="font"
        type="font/woff2"
        href={href}
        crossorigin="anonymous"
      />
    ))}
    {frame.assets.styles.map((href) => (
      <link key={href} rel="stylesheet" href={href} />
    ))}
    <style nonce={frame.styleNonce} dangerouslySetInnerHTML={{ __html: frame.themeCss }} />
    {frame.icon ? <link rel="icon" href={frame.icon} /> : null}
    {frame.manifest ? <link rel="manifest" href={frame.manifest} /> : null}
    {frame.assets.scripts.map((src) => (
      <script key={src} type="module" src={src} />
    ))}
  </head>
);

type Props = { frame: Frame; kind: string; children: ComponentChildren };

/** The shell of every page: head, merchant's colors, the page's kind as the body's class. */
export const Document = ({ frame, kind, children }: Props) => (
  <html lang={frame.locale}>
    <Head frame={frame} />
    <body class={kind}>{children}</body>
  </html>
);
