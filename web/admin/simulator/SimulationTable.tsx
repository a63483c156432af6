import type { ReactNode } from 'react';
import { formatMoney } from '#contract/messages/format.ts';
import type { SimulationView } from '#contract/simulation.ts';
import { useLocale, useT } from '../i18n.tsx';
import { useUnits } from '../parts/unit-words.ts';
import { useSession } from '../session.ts';

type Simulation = SimulationView['draft'];

const useFigures = () => {
  const t = useT('simulator');
  const { intl } = useLocale();
  const { shop } = useSession();
  const number = new Intl.NumberFormat(intl);
  const share = new Intl.NumberFormat(intl, { style: 'percent', maximumFractionDigits: 1 });
  return {
    number: (n: number) => number.format(n),
    share: (perMille: number) => share.format(perMille / 1_000),
    money: (minor: number | null) =>
      minor === null ? t('unknown') : formatMoney(minor, shop.currency, intl),
  };
};

/** How long a bar is beside the longer of the two, in percent. */
const lengthOf = (value: number | null, both: SimulationView, of: (s: Simulation) => number) => {
  const most = Math.max(of(both.draft), of(both.live));
  return value === null || most <= 0 ? null : Math.round((value / most) * 100);
};

type CellProps = { children: ReactNode; note?: ReactNode; length?: number | null };

const Cell = ({ children, note, length = null }: CellProps) => (
  <td>
    <span className="figure num">{children}</span>{' '}
    {note && <span className="note small quiet">{note}</span>}
    {length !== null && (
      <span className="bar" aria-hidden="true">
        <i style={{ width: `${length}%` }} />
      </span>
    )}
  </td>
);

type RowProps = {
  name: string;
  both: SimulationView;
  cell: (simulation: Simulation) => ReactNode;
};

const Row = ({ name, both, cell }: RowProps) => (
  <tr>
    <th scope="row">{name}</th>
    {cell(both.draft)}
    {cell(both.live)}
  </tr>
);

const MoneyRows = ({ both }: { both: SimulationView }) => {
  const t = useT('simulator');
  const { money, share } = useFigures();
  const cost = (s: Simulation) => s.reward_cost_minor ?? 0;
  return (
    <>
      <Row
        name={t('reward_cost')}
        both={both}
        cell={(s) => (
          <Cell length={lengthOf(s.reward_cost_minor, both, cost)}>
            {money(s.reward_cost_minor)}
          </Cell>
        )}
      />
      <Row
        name={t('give_back')}
        both={both}
        cell={(s) => (
          <Cell>
            {s.give_back_per_mille === null ? t('unknown') : share(s.give_back_per_mille)}
          </Cell>
        )}
      />
    </>
  );
};

const RewardRows = ({ both }: { both: SimulationView }) => {
  const t = useT('simulator');
  const { number, share } = useFigures();
  const reached = (s: Simulation) => s.first_reward.members;
  return (
    <>
      <Row
        name={t('first_reward')}
        both={both}
        cell={({ first_reward: { median_visits: n } }) => (
          <Cell>{n === null ? t('never') : t('after_visits', { n })}</Cell>
        )}
      />
      <Row
        name={t('reached')}
        both={both}
        cell={(s) => (
          <Cell
            length={lengthOf(reached(s), both, reached)}
            note={s.first_reward.by_visit
              .map(({ visits, per_mille }) => t('by_visit', { visits, share: share(per_mille) }))
              .join(' · ')}
          >
            {number(reached(s))}
          </Cell>
        )}
      />
    </>
  );
};

const UnitRows = ({ both }: { both: SimulationView }) => {
  const t = useT('simulator');
  const { money } = useFigures();
  const { counted } = useUnits();
  const issuedOf = ({ issued }: Simulation) => {
    const sums = new Map<string, number>();
    for (const { unit, units } of issued) sums.set(unit, (sums.get(unit) ?? 0) + units);
    return [...sums].map(([unit, units]) => counted(unit, units)).join(', ');
  };
  return (
    <>
      <Row name={t('issued')} both={both} cell={(s) => <Cell>{issuedOf(s) || '–'}</Cell>} />
      <Row
        name={t('owed')}
        both={both}
        cell={(s) => (
          <Cell
            note={s.outstanding
              .filter(({ units }) => units > 0)
              .map(({ unit, units }) => counted(unit, units))
              .join(', ')}
          >
            {money(s.liability_minor)}
          </Cell>
        )}
      />
    </>
  );
};

/** The figures of a draft beside those of the live program, over the same orders. */
export const SimulationTable = ({ both }: { both: SimulationView }) => {
  const t = useT('simulator');
  return (
    <table className="table simulation">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('draft')}</th>
          <th scope="col">{t('live')}</th>
        </tr>
      </thead>
      <tbody>
        <MoneyRows both={both} />
        <RewardRows both={both} />
        <UnitRows both={both} />
      </tbody>
    </table>
  );
};
