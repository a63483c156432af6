import { Popover } from '@mantine/core';
import { ArrowDown, ArrowUp, Info } from 'lucide';
import type { ReactNode } from 'react';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';

type Name = 'visits' | 'revenue' | 'new_members' | 'rewards';

type Props = {
  name: Name;
  counted: { value: number; previous: number };
  format: (value: number) => string;
  isSample: boolean;
  sample: string;
  children?: ReactNode;
};

const Change = ({ counted, format }: Pick<Props, 'counted' | 'format'>) => {
  const t = useT('today');
  const difference = counted.value - counted.previous;
  if (difference === 0) return <span className="small quiet">{t('same')}</span>;
  const word = difference > 0 ? 'more' : 'less';
  return (
    <span className="small">
      <b className={difference > 0 ? 'up' : 'down'}>
        <Icon node={difference > 0 ? ArrowUp : ArrowDown} small />
        {t(word, { n: format(Math.abs(difference)) })}
      </b>{' '}
      <span className="quiet">{t('than_last_week')}</span>
    </span>
  );
};

/** How a figure is computed, in a sentence that opens beside it. */
const How = ({ name }: { name: Name }) => {
  const t = useT('today');
  return (
    <Popover width={320} position="bottom-start" shadow="md" withArrow={false}>
      <Popover.Target>
        <button type="button" className="how" aria-label={t('how', { figure: t(`${name}.name`) })}>
          <Icon node={Info} small />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="small">{t(`${name}.how`)}</p>
      </Popover.Dropdown>
    </Popover>
  );
};

/** One figure of the strip: its number, the change, and how it is computed. */
export const Figure = ({ name, counted, format, isSample, sample, children }: Props) => {
  const t = useT('today');
  return (
    <article className="figure">
      <h2 className="small quiet">
        {t(`${name}.name`)} <How name={name} />
      </h2>
      <p className="value num">{isSample ? sample : format(counted.value)}</p>
      {isSample ? (
        <span className="small quiet">{t(`${name}.soon`)}</span>
      ) : (
        <Change counted={counted} format={format} />
      )}
      {children}
    </article>
  );
};
