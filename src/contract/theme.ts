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

/** A fill this light needs an edge to be seen on white; WCAG relative luminance, 0 … 1. */
const PALE = 0.8;

const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const withEdge = (values: AccentValues): Record<string, string> => ({
  ...values,
  accent_edge: luminance(values.accent) > PALE ? values.accent_line : values.accent,
});

const declare = (values: AccentValues): string =>
  Object.entries(withEdge(values))
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
