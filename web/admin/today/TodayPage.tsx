import { useSuspenseQuery } from '@tanstack/react-query';
import './today.css';
import type { TodayView } from '#contract/figure.ts';
import { formatMoney } from '#contract/messages/format.ts';
import { useLocale, useT } from '../i18n.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { useSession } from '../session.ts';
import { Checklist } from './Checklist.tsx';
import { linePoints, toPath } from './chart.ts';
import { Figure } from './Figure.tsx';
import { HeatMap } from './HeatMap.tsx';
import { todayQuery } from './today-query.ts';

/** Something to look at before there is anything: marked as a sample wherever it is shown. */
const SAMPLE: Pick<TodayView, 'days' | 'hours'> = {
  days: Array.from({ length: 28 }, (_, at) => ({
    day: `2026-01-${String(at + 1).padStart(2, '0')}`,
    visits: 3 + Math.round(at / 3) + (at % 7 === 5 ? 4 : 0),
  })),
  hours: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    [8, 9, 10, 11, 12, 13, 14, 15, 16].map((hour) => ({
      weekday,
      hour,
      visits: Math.max(0, 6 - Math.abs(hour - (weekday > 5 ? 12 : 9))),
    })),
  ),
};

const Sparkline = ({ days }: Pick<TodayView, 'days'>) => (
  <svg className="spark" viewBox="0 0 200 36" preserveAspectRatio="none" aria-hidden="true">
    <path
      d={toPath(
        linePoints(
          days.map(({ visits }) => visits),
          200,
          34,
        ),
      )}
    />
  </svg>
);

const WeekNote = ({ today }: { today: TodayView }) => {
  const t = useT('today');
  const { intl } = useLocale();
  const { shop } = useSession();
  const day = new Intl.DateTimeFormat(intl, {
    day: 'numeric',
    month: 'long',
    timeZone: shop.zone,
  });
  const range = day.formatRange(new Date(today.from), new Date(today.to));
  return <>{t('note', { range })}</>;
};

const Figures = ({ today, isSample }: { today: TodayView; isSample: boolean }) => {
  const t = useT('today');
  const { intl } = useLocale();
  const money = (minor: number) => formatMoney(minor, today.currency, intl);
  const count = (n: number) => new Intl.NumberFormat(intl).format(n);
  const days = isSample ? SAMPLE.days : today.days;
  const { rewards } = today;
  return (
    <section className={isSample ? 'figures sample' : 'figures'}>
      <Figure name="visits" counted={today.visits} format={count} isSample={isSample} sample="120">
        <Sparkline days={days} />
      </Figure>
      <Figure
        name="revenue"
        counted={today.revenue}
        format={money}
        isSample={isSample}
        sample={money(130_000)}
      />
      <Figure
        name="new_members"
        counted={today.new_members}
        format={count}
        isSample={isSample}
        sample="14"
      >
        <span className="small quiet">{t('members_in_all', { n: today.members })}</span>
      </Figure>
      <Figure name="rewards" counted={rewards} format={count} isSample={isSample} sample="18">
        {rewards.value > rewards.uncosted && (
          <span className="small quiet">
            {t('rewards_cost', { money: money(rewards.cost_minor) })}
          </span>
        )}
      </Figure>
    </section>
  );
};

/** The owner's first screen: is it working, and what to do next. */
export const TodayPage = () => {
  const t = useT('today');
  const admin = useT('admin');
  const { data: today } = useSuspenseQuery(todayQuery);
  const isSample = today.first_visit_at === null;
  return (
    <>
      <PageTitle
        title={isSample ? t('welcome') : t('title')}
        note={isSample ? t('welcome_note') : <WeekNote today={today} />}
        actions={isSample ? <span className="tag warn">{t('grey_is_sample')}</span> : undefined}
      />
      <Figures today={today} isSample={isSample} />
      <div className="halves">
        <Checklist today={today} />
        <section className="section">
          <header>
            <h2>{t('when')}</h2>
            {isSample && <span className="tag warn">{admin('sample')}</span>}
          </header>
          <HeatMap cells={isSample ? SAMPLE.hours : today.hours} isSample={isSample} />
          <p className="small quiet">{isSample ? t('when_empty') : t('when_note')}</p>
        </section>
      </div>
    </>
  );
};
