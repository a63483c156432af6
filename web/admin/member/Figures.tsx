import { useQuery } from '@tanstack/react-query';
import type { MemberView } from '#contract/member.ts';
import { formatMoney } from '#contract/messages/format.ts';
import { useLocale, useT } from '../i18n.tsx';
import { useUnits } from '../parts/unit-words.ts';
import { figuresQuery } from './member-query.ts';
import { useDay } from './use-day.ts';

type FigureProps = { name: string; value: string; note: string };

const Figure = ({ name, value, note }: FigureProps) => (
  <div>
    <dt className="small quiet">{name}</dt>
    <dd>
      <b>{value}</b>
      <span className="small quiet">{note}</span>
    </dd>
  </div>
);

const YearFigures = ({ id }: { id: string }) => {
  const t = useT('members');
  const { intl } = useLocale();
  const { data } = useQuery(figuresQuery(id));
  if (!data) return null;
  const money = (minor: number) => formatMoney(minor, data.currency, intl);
  const average = data.orders > 0 ? Math.round(data.spend_minor / data.orders) : 0;
  return (
    <Figure
      name={t('spend_year')}
      value={money(data.spend_minor)}
      note={data.orders > 0 ? t('average', { money: money(average) }) : t('no_purchases')}
    />
  );
};

const VisitsOfYear = ({ member }: { member: MemberView }) => {
  const t = useT('members');
  const { intl } = useLocale();
  const { data } = useQuery(figuresQuery(member.id));
  const number = new Intl.NumberFormat(intl);
  return (
    <Figure
      name={t('visits_year')}
      value={number.format(data?.visits ?? member.visits)}
      note={t('visits_all', { n: number.format(member.visits) })}
    />
  );
};

/** The member in one strip: what they hold, how often they come, what they spend. */
export const Figures = ({ member }: { member: MemberView }) => {
  const t = useT('members');
  const { intl } = useLocale();
  const { shortDay } = useDay();
  const { named } = useUnits();
  const number = new Intl.NumberFormat(intl);
  return (
    <dl className="figures-strip">
      {member.accounts.map(({ unit, balance, pending }) => (
        <Figure
          key={unit}
          name={named(unit)}
          value={number.format(balance)}
          note={pending > 0 ? t('pending', { n: number.format(pending) }) : t('spendable_now')}
        />
      ))}
      <VisitsOfYear member={member} />
      <YearFigures id={member.id} />
      <Figure
        name={t('last_visit')}
        value={member.last_visit_at ? shortDay(member.last_visit_at) : '–'}
        note={member.last_visit_at ? '' : t('never')}
      />
    </dl>
  );
};
