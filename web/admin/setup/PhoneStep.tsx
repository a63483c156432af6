import { Check, Circle } from 'lucide';
import { encode } from 'uqr';
import type { PosterView } from '#contract/poster.ts';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { usePoster } from './address-query.ts';
import { ChoosePassword } from './ChoosePassword.tsx';

/** Black on white with its margin in every theme; cameras need it. */
const Code = ({ text, label }: { text: string; label: string }) => {
  const { size, data } = encode(text, { ecc: 'M', border: 2 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg className="code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path fill="#FFFFFF" d={`M0 0h${size}v${size}h-${size}z`} />
      <path fill="#000000" d={path} shapeRendering="crispEdges" />
    </svg>
  );
};

const Done = ({ isDone, text }: { isDone: boolean; text: string }) => (
  <li className={isDone ? 'done' : undefined}>
    <Icon node={isDone ? Check : Circle} />
    <span>{text}</span>
  </li>
);

/** Waits for the owner's own phone: the poster opened, then the first card. */
export const PhoneStep = ({ poster }: { poster: PosterView }) => {
  const t = useT('setup');
  const { data } = usePoster(poster);
  return (
    <>
      <header>
        <h1>{t('phone.title')}</h1>
        <p className="quiet">{t('phone.text')}</p>
      </header>
      <Code text={poster.link} label={t('phone.code')} />
      <p className="small quiet">{poster.link}</p>
      <ul className="watch" aria-live="polite">
        <Done isDone={data.opened_at !== null} text={t('phone.opened')} />
        <Done isDone={data.members > 0} text={t('phone.joined')} />
      </ul>
      <ChoosePassword />
    </>
  );
};
