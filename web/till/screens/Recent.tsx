import { useTexts } from '../app/language.ts';
import { Head } from '../parts/Head.tsx';
import { RecentList } from '../parts/RecentList.tsx';

/** On a narrow screen the list is a screen of its own; on a wide one it stands beside the rest. */
export const Recent = () => {
  const { t } = useTexts();
  return (
    <section class="state list">
      <Head title={t('recent.title')} />
      <RecentList />
    </section>
  );
};

export const RecentAside = () => {
  const { t } = useTexts();
  return (
    <aside class="aside list" aria-label={t('recent.title')}>
      <h2>{t('recent.title')}</h2>
      <RecentList />
    </aside>
  );
};
