import { ChevronLeft } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { Frame, ShopView } from '#contract/card-pages.ts';
import { Icon } from '../shared/Icon.tsx';
import { Document } from './Document.tsx';
import { Languages } from './Languages.tsx';
import { Shop } from './Shop.tsx';

type Props = {
  frame: Frame;
  shop: ShopView | null;
  title: string;
  sub?: string;
  back?: { href: string; text: string };
  children: ComponentChildren;
};

/** A page with a title on the shop's color and a sheet to read or fill in. */
export const Plain = ({ frame, shop, title, sub, back, children }: Props) => (
  <Document frame={frame} kind="plain">
    <main>
      <header class="hero">
        {shop ? <Shop shop={shop} /> : null}
        {back ? (
          <a class="back" href={back.href}>
            <Icon node={ChevronLeft} small />
            {back.text}
          </a>
        ) : null}
        <h1>{title}</h1>
        {sub ? <p class="sub">{sub}</p> : null}
      </header>
      <div class="sheet">
        {children}
        <Languages frame={frame} />
      </div>
    </main>
  </Document>
);
