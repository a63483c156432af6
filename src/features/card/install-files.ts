import { escapeHtml } from '#platform/http/index.ts';
import { shopView } from './card-view-model.ts';
import { cardShop, type Shop } from './load-shop.ts';

/** The shop's initial on its color, with room for any mask a phone cuts icons with. */
export const shopIcon = (shop: Shop): string => {
  const { accent, on_accent } = shop.row.branding.light;
  const { initial } = shopView(cardShop(shop));
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">',
    `<rect width="512" height="512" fill="${accent}"/>`,
    `<text x="256" y="256" dy=".35em" text-anchor="middle" fill="${on_accent}"`,
    ` font-family="system-ui, sans-serif" font-size="240" font-weight="700">`,
    `${escapeHtml(initial)}</text></svg>`,
  ].join('');
};

const MAX_SHORT_NAME = 12;

/** What a phone needs to keep the card on its home screen. */
export const installManifest = (shop: Shop, token: string): object => {
  const { name, slug, branding } = shop.row;
  const { logo } = cardShop(shop);
  const letter = { src: `/p/${slug}/icon.svg`, sizes: 'any', type: 'image/svg+xml' };
  return {
    id: `/c/${token}`,
    name,
    short_name: [...name].slice(0, MAX_SHORT_NAME).join('').trim(),
    start_url: `/c/${token}`,
    scope: '/c/',
    display: 'standalone',
    theme_color: branding.light.accent,
    background_color: branding.light.accent,
    icons: [
      ...(logo ? [{ src: logo, sizes: 'any', purpose: 'any' }] : []),
      { ...letter, purpose: 'any' },
      { ...letter, purpose: 'maskable' },
    ],
  };
};
