import { Check, UserRound } from 'lucide';
import type { CardView, Frame } from '#contract/card-pages.ts';
import { Icon } from '../shared/Icon.tsx';
import { Choose, Chosen } from './Choose.tsx';
import { Progress } from './Progress.tsx';
import { Shop } from './Shop.tsx';

const Live = ({ live }: { live: NonNullable<CardView['live']> }) => (
  <p class="live">
    <Icon node={Check} />
    <span>{live.text}</span> <time datetime={live.at}>{live.time}</time>
  </p>
);

/** What the member came to read. The status line is always there, so that changes are announced. */
export const Hero = ({ view, frame }: { view: CardView; frame: Frame }) => (
  <header class="hero">
    <Shop shop={view.shop}>
      <a class="me" href={view.links.profile} aria-label={frame.t('card.me')}>
        <Icon node={UserRound} />
      </a>
    </Shop>
    <div role="status">{view.live ? <Live live={view.live} /> : null}</div>
    <h1>{view.hero.title}</h1>
    <p class="sub">{view.hero.sub}</p>
    {view.hero.progress ? <Progress view={view.hero.progress} /> : null}
    {view.hero.choice ? (
      <div class="pick">
        <Choose
          choice={view.hero.choice}
          action={view.links.choice}
          primary={false}
          frame={frame}
        />
        {view.hero.choice.chosen ? <Chosen frame={frame} /> : null}
      </div>
    ) : null}
  </header>
);
