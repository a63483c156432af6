/** The five derived values of a merchant's one color (rules: tokens.css, Accent). */
export type AccentValues = {
  accent: string;
  on_accent: string;
  accent_text: string;
  accent_line: string;
  accent_soft: string;
};

export type Theme = { light: AccentValues; dark: AccentValues };

const HEX = /^#[0-9a-f]{6}$/i;

const declare = (values: AccentValues): string =>
  Object.entries(values)
    .map(([name, value]) => {
      if (!HEX.test(value)) throw new Error(`${name} must be a color like #0B6150`);
      return `--${name.replaceAll('_', '-')}:${value}`;
    })
    .join(';');

/**
 * The style block that gives a member's page the merchant's colors. It goes after tokens.css, into
 * a `<style nonce>` or a stylesheet of its own. Values are checked, since they end up inside CSS.
 */
export const themeCss = (theme: Theme): string =>
  `:root{${declare(theme.light)}}` +
  `@media (prefers-color-scheme:dark){:root:where(:not([data-theme="light"])){${declare(theme.dark)}}}`;
