import { ChevronRight, Clock, Info, UserRound } from 'lucide';
import type { CardView, Frame, HeroView, PointsView, RewardView } from '#contract/card-pages.ts';
import { Icon } from '../shared/Icon.tsx';
import { unitIcon } from '../shared/unit-icons.ts';
import { Document } from './Document.tsx';
import { Hero } from './Hero.tsx';
import { Languages } from './Languages.tsx';
import { Progress } from './Progress.tsx';
import { QrSheet, ShowBar } from './QrSheet.tsx';

type Props = { view: CardView; frame: Frame };

const Points = ({ points, link }: { points: PointsView; link: { href: string; text: string } }) => (
  <section class="block points">
    <div class="two">
      <h2>
        <b>{points.amount}</b> <span>{points.word}</span>
      </h2>
      <a class="link small" href={link.href}>
        {link.text} <Icon node={ChevronRight} small />
      </a>
    </div>
    {points.lines.map((line) => (
      <p key={line}>{line}</p>
    ))}
  </section>
);

const FurtherCard = ({ card }: { card: HeroView }) => (
  <section class="block further">
    <h2>{card.title}</h2>
    <p>{card.sub}</p>
    {card.progress ? <Progress view={card.progress} /> : null}
  </section>
);

type RewardProps = { reward: RewardView; redeem: string; primary: boolean };

const Reward = ({ reward, redeem, primary }: RewardProps) => (
  <li class={reward.distance ? 'far' : undefined}>
    <Icon node={unitIcon(reward.icon)} />
    <span class="grow">
      <span class="strong">{reward.name}</span>
      <span class="small quiet num">{reward.price}</span>
    </span>
    {reward.distance ? (
      <span class="small quiet distance">{reward.distance}</span>
    ) : (
      <a
        class={primary ? 'btn primary' : 'btn plain'}
        href="#qr"
        aria-label={`${redeem}: ${reward.name}`}
      >
        {redeem}
      </a>
    )}
  </li>
);

const Rewards = ({ view, frame }: Props) => {
  const first = view.rewards.find(({ distance }) => distance === null);
  return (
    <section class="block">
      <h2>{frame.t('rewards.title')}</h2>
      <ul class="rows rewards">
        {view.rewards.map((reward) => (
          <Reward
            key={reward.id}
            reward={reward}
            redeem={frame.t('rewards.redeem')}
            primary={reward === first}
          />
        ))}
      </ul>
    </section>
  );
};

const More = ({ view, frame }: Props) => {
  const rows = [
    { href: view.links.history, icon: Clock, text: frame.t('more.history') },
    { href: view.links.profile, icon: UserRound, text: frame.t('card.me') },
    { href: view.links.program, icon: Info, text: frame.t('more.program') },
  ];
  return (
    <section class="block more">
      <ul class="rows">
        {rows.map(({ href, icon, text }) => (
          <li key={href}>
            <a href={href}>
              <Icon node={icon} />
              {text}
              <Icon node={ChevronRight} small />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** The part that changes while the page is open: fetched again as a whole and put in its place. */
export const CardMain = ({ view, frame }: Props) => (
  <main
    id="card"
    class={view.hero.ready ? 'ready' : undefined}
    data-sequence={view.sequence}
    data-self={view.links.self}
    data-live={view.links.live}
  >
    <Hero view={view} frame={frame} />
    <div class="sheet">
      <p class="notice warn offline" role="status" hidden>
        {view.offline}
      </p>
      {view.points.map((points) => (
        <Points
          key={points.unit}
          points={points}
          link={{ href: view.links.history, text: frame.t('history.link') }}
        />
      ))}
      {view.stampCards.map((card) => (
        <FurtherCard key={card.title + card.sub} card={card} />
      ))}
      {view.rewards.length > 0 ? <Rewards view={view} frame={frame} /> : null}
      <More view={view} frame={frame} />
      <Languages frame={frame} />
    </div>
  </main>
);

export const CardPage = ({ view, frame }: Props) => (
  <Document frame={frame} kind={view.hero.ready ? 'card ready' : 'card'}>
    <CardMain view={view} frame={frame} />
    <ShowBar view={view} frame={frame} />
    <QrSheet view={view} frame={frame} />
  </Document>
);
