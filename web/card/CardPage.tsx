import { ChevronRight, Clock, Info, UserRound } from 'lucide';
import type { CardView, Frame, HeroView, PointsView } from '#contract/card-pages.ts';
import { Icon } from '../shared/Icon.tsx';
import { Choose, Chosen } from './Choose.tsx';
import { Document } from './Document.tsx';
import { Hero } from './Hero.tsx';
import { Languages } from './Languages.tsx';
import { Progress } from './Progress.tsx';
import { QrSheet, ShowBar } from './QrSheet.tsx';
import { Rewards } from './Rewards.tsx';

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

type FurtherProps = { card: HeroView; action: string; frame: Frame };

const FurtherCard = ({ card, action, frame }: FurtherProps) => (
  <section class="block further">
    <h2>{card.title}</h2>
    <p>{card.sub}</p>
    {card.progress ? <Progress view={card.progress} /> : null}
    {card.choice ? <Choose choice={card.choice} action={action} primary frame={frame} /> : null}
    {card.choice?.chosen ? <Chosen frame={frame} /> : null}
  </section>
);

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
    data-chosen={view.chosen ?? ''}
  >
    <Hero view={view} frame={frame} />
    <div class="sheet">
      <p class="notice warn offline" role="status" hidden>
        {view.offline}
      </p>
      {view.refused ? (
        <p class="notice warn" role="alert">
          {view.refused}
        </p>
      ) : null}
      {view.points.map((points) => (
        <Points
          key={points.unit}
          points={points}
          link={{ href: view.links.history, text: frame.t('history.link') }}
        />
      ))}
      {view.stampCards.map((card) => (
        <FurtherCard
          key={card.title + card.sub}
          card={card}
          action={view.links.choice}
          frame={frame}
        />
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
