import type { ComponentChildren } from 'preact';
import type { ShopView } from '#contract/card-pages.ts';

type Props = { shop: ShopView; children?: ComponentChildren };

/** The shop's mark and name; what follows stands at the right edge. */
export const Shop = ({ shop, children }: Props) => (
  <div class="shop">
    {shop.logo ? (
      <img class="mark" src={shop.logo} alt="" width="32" height="32" />
    ) : (
      <span class="mark" aria-hidden="true">
        {shop.initial}
      </span>
    )}
    <span class="shop-name">{shop.name}</span>
    {children}
  </div>
);
