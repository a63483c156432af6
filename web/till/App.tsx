import { useEffect, useState } from 'preact/hooks';
import { formatLocale, loadTexts, type Texts, TextsContext, useTexts } from './app/language.ts';
import { type Screen, useApp } from './app/state.ts';
import { Toast } from './parts/Toast.tsx';
import { Banners, Top } from './parts/Top.tsx';
import { useScanner } from './scan/use-scanner.ts';
import { Amount } from './screens/Amount.tsx';
import { CardSheet } from './screens/CardSheet.tsx';
import { Manager } from './screens/Manager.tsx';
import { Member } from './screens/Member.tsx';
import { NewGuest } from './screens/NewGuest.tsx';
import { Pair } from './screens/Pair.tsx';
import { Parked } from './screens/Parked.tsx';
import { People } from './screens/People.tsx';
import { Recent, RecentAside } from './screens/Recent.tsx';
import { Scan } from './screens/Scan.tsx';
import { Words } from './screens/Words.tsx';

const Stage = ({ screen }: { screen: Screen }) => {
  switch (screen.name) {
    case 'scan':
      return <Scan />;
    case 'member':
      return <Member />;
    case 'amount':
      return <Amount />;
    case 'new':
      return <NewGuest />;
    case 'card':
      return <CardSheet />;
    case 'recent':
      return <Recent />;
    case 'parked':
      return <Parked />;
    case 'words':
      return <Words reward={screen.reward} />;
    case 'manager':
      return <Manager decisionId={screen.decision_id} what={screen.what} />;
  }
};

/** Elsewhere it would cover keys; the list still takes things back. */
const WITH_TOAST: Screen['name'][] = ['scan', 'member', 'words', 'recent'];

const Working = () => {
  const { t } = useTexts();
  const screen = useApp((it) => it.screen);
  const program = useApp((it) => it.program);
  useScanner(t('scan.not_code'));
  return (
    <>
      <Top />
      <Banners />
      <main class="stage">
        {program ? <Stage screen={screen} /> : <p class="state quiet">{t('loading')}</p>}
        <RecentAside />
        {WITH_TOAST.includes(screen.name) && <Toast />}
      </main>
    </>
  );
};

const Phases = () => {
  const { t } = useTexts();
  const phase = useApp((it) => it.phase);
  if (phase === 'working') return <Working />;
  return (
    <>
      <Top />
      <Banners />
      <main class="stage single">
        {phase === 'unpaired' && <Pair />}
        {phase === 'people' && <People />}
        {phase === 'no_storage' && <p class="state notice bad">{t('error.storage')}</p>}
      </main>
    </>
  );
};

/** The till: texts first, then what the phase and the screen say. */
export const App = () => {
  const locale = useApp((it) => it.locale);
  const phase = useApp((it) => it.phase);
  const [texts, setTexts] = useState<Texts | null>(null);
  useEffect(() => {
    let wanted = true;
    void loadTexts(locale).then((t) => {
      if (!wanted) return;
      document.documentElement.lang = formatLocale(locale);
      document.title = t('app.title');
      setTexts({ t, locale: formatLocale(locale) });
    });
    return () => {
      wanted = false;
    };
  }, [locale]);
  if (!texts || phase === 'starting') return null;
  return (
    <TextsContext.Provider value={texts}>
      <Phases />
    </TextsContext.Provider>
  );
};
