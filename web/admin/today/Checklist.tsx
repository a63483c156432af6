import { Link } from '@tanstack/react-router';
import { ArrowRight, Check } from 'lucide';
import type { TodayView } from '#contract/figure.ts';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useSession } from '../session.ts';

type Item = {
  key: 'program' | 'poster' | 'phone' | 'staff' | 'password';
  to: string;
  minutes: number;
  isDone: boolean;
};

/** What is left until the program runs by itself, with the minutes each step takes. */
const useItems = (today: TodayView): Item[] => {
  const { password_chosen } = useSession();
  return [
    // Whoever sees this page has come out of the assistant with a program.
    { key: 'program', to: '/admin/program', minutes: 2, isDone: true },
    { key: 'poster', to: '/admin/posters', minutes: 1, isDone: today.members > 0 },
    { key: 'phone', to: '/admin/posters', minutes: 1, isDone: today.members > 0 },
    { key: 'password', to: '/admin/settings', minutes: 1, isDone: password_chosen },
    { key: 'staff', to: '/admin/settings', minutes: 2, isDone: today.first_visit_at !== null },
  ];
};

export const Checklist = ({ today }: { today: TodayView }) => {
  const t = useT('today');
  const items = useItems(today);
  const open = items.filter(({ isDone }) => !isDone);
  // Once guests come, what has long been done is in the way.
  const shown = today.first_visit_at === null ? items : open;
  const minutes = open.reduce((sum, item) => sum + item.minutes, 0);
  return (
    <section className="section">
      <header>
        <h2>{open.length > 0 ? t('left_to_do', { n: minutes }) : t('all_done')}</h2>
      </header>
      <ul className="rows checklist">
        {shown.map(({ key, to, minutes: needed, isDone }) => (
          <li key={key} className={isDone ? 'done' : undefined}>
            <span className="tick">{isDone && <Icon node={Check} small />}</span>
            <span className="grow">
              <span className="strong">{t(`do.${key}`)}</span>
              <span className="small quiet">{t(`do.${key}.text`)}</span>
            </span>
            {isDone ? (
              <span className="small quiet">{t('done')}</span>
            ) : (
              <Link className="link" to={to}>
                {t('minutes', { n: needed })}
                <Icon node={ArrowRight} small />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
