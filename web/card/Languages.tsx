import type { Frame } from '#contract/card-pages.ts';

/** The languages of the page, each named in itself. */
export const Languages = ({ frame }: { frame: Frame }) => (
  <nav class="languages" aria-label={frame.t('language')}>
    {frame.languages.map(({ locale, name, href, current }) => (
      <a
        key={locale}
        href={href}
        lang={locale}
        hreflang={locale}
        aria-current={current ? 'true' : undefined}
      >
        {name}
      </a>
    ))}
  </nav>
);
