import type { MissedView } from '#contract/preview.ts';
import { useT } from '../i18n.tsx';

/** Rules and promotions that gave nothing, each with its reason. */
export const MissedList = ({ missed }: { missed: readonly MissedView[] }) => {
  const t = useT('try');
  if (missed.length === 0) return <p className="quiet">{t('missed.none')}</p>;
  return (
    <ul className="missed-list">
      {missed.map(({ rule, name, text }) => (
        <li key={rule}>
          <span>{name}</span>
          <span className="small quiet">{text}</span>
        </li>
      ))}
    </ul>
  );
};
