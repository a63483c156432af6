import { Maximize2, X } from 'lucide';
import type { CardView, Frame } from '#contract/card-pages.ts';
import { Icon } from '../shared/Icon.tsx';
import { Qr } from '../shared/Qr.tsx';

type Props = { view: CardView; frame: Frame };

/** Modules of white inside the picture; the white around it gives the rest of the quiet zone. */
const MARGIN = 2;

/** The bar at the bottom of the card. It opens the sheet by its address, so it needs no script. */
export const ShowBar = ({ view, frame }: Props) => (
  <div class="show" id="show">
    <a href="#qr">
      <Qr text={view.code} label={frame.t('qr.label')} margin={MARGIN} />
      <span>
        <span class="strong">{frame.t('show.at_till')}</span>
        <code>{view.shortCode}</code>
      </span>
      <Icon node={Maximize2} />
    </a>
  </div>
);

/** The code on a white screen of its own, black on white in every theme. */
export const QrSheet = ({ view, frame }: Props) => (
  <section class="full" id="qr" role="dialog" aria-modal="true" aria-label={frame.t('qr.label')}>
    <a class="close" href="#show" aria-label={frame.t('close')}>
      <Icon node={X} />
    </a>
    <div class="mid">
      <Qr text={view.code} label={frame.t('qr.label')} margin={MARGIN} />
      <code>{view.shortCode}</code>
    </div>
    <p>
      {view.shop.name}
      <br />
      <span class="lit">{frame.t('qr.stays_on')}</span>
      <span class="unlit">{frame.t('qr.hint')}</span>
    </p>
  </section>
);
