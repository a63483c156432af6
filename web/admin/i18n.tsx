import {
  createContext,
  type ReactNode,
  use,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import type adminEn from '#contract/messages/admin/en.json';
import type auditEn from '#contract/messages/audit/en.json';
import type importsEn from '#contract/messages/imports/en.json';
import type keysEn from '#contract/messages/keys/en.json';
import type membersEn from '#contract/messages/members/en.json';
import type outboxEn from '#contract/messages/outbox/en.json';
import type peopleEn from '#contract/messages/people/en.json';
import type postersEn from '#contract/messages/posters/en.json';
import type programEn from '#contract/messages/program/en.json';
import type rewardsEn from '#contract/messages/rewards/en.json';
import type ruleEn from '#contract/messages/rule/en.json';
import type settingsEn from '#contract/messages/settings/en.json';
import type setupEn from '#contract/messages/setup/en.json';
import type simulatorEn from '#contract/messages/simulator/en.json';
import type todayEn from '#contract/messages/today/en.json';
import { type ReaderLocale, type Translate, translator } from '#contract/messages/translate.ts';
import type tryEn from '#contract/messages/try/en.json';
import { LOCALES, type Locale } from '#core/program.ts';
import { speak } from './api.ts';

/** Areas of messages the admin speaks, with their keys. A page loads only the areas it uses. */
export type Areas = {
  admin: keyof typeof adminEn;
  members: keyof typeof membersEn;
  audit: keyof typeof auditEn;
  imports: keyof typeof importsEn;
  keys: keyof typeof keysEn;
  outbox: keyof typeof outboxEn;
  people: keyof typeof peopleEn;
  posters: keyof typeof postersEn;
  settings: keyof typeof settingsEn;
  program: keyof typeof programEn;
  rewards: keyof typeof rewardsEn;
  rule: keyof typeof ruleEn;
  setup: keyof typeof setupEn;
  simulator: keyof typeof simulatorEn;
  today: keyof typeof todayEn;
  try: keyof typeof tryEn;
};

type Table = Record<string, string>;

const loaders = import.meta.glob<Table>('../../src/contract/messages/*/*.json', {
  import: 'default',
});
const loaded = new Map<string, Promise<Table>>();

/** One promise per area and language, so that `use` sees the same one on every render. */
const load = (area: string, locale: ReaderLocale): Promise<Table> => {
  const path = `../../src/contract/messages/${area}/${locale === 'xx' ? 'en' : locale}.json`;
  const known = loaded.get(path);
  if (known) return known;
  const loader = loaders[path];
  if (!loader) throw new Error(`no messages at ${path}`);
  const promise = loader();
  loaded.set(path, promise);
  return promise;
};

const KEPT = 'stamgast.locale';

const isReaderLocale = (tag: string | null): tag is ReaderLocale =>
  tag === 'xx' || LOCALES.some((locale) => locale === tag);

/** An explicit `?lang=` wins, then the last choice here, then the browser's languages. */
const firstLocale = (): ReaderLocale => {
  const asked = new URLSearchParams(location.search).get('lang');
  const wanted = [asked, localStorage.getItem(KEPT), ...navigator.languages];
  for (const tag of wanted) {
    const language = tag?.split('-')[0] ?? null;
    if (isReaderLocale(language)) return language;
  }
  return 'en';
};

type Speaking = { locale: ReaderLocale; choose: (locale: ReaderLocale) => void };
const Context = createContext<Speaking | null>(null);

export const LocaleProvider = ({ children }: { children: ReactNode }) => {
  const [locale, setLocale] = useState(firstLocale);
  useEffect(() => {
    document.documentElement.lang = locale === 'xx' ? 'en' : locale;
    speak(document.documentElement.lang);
  }, [locale]);
  const speaking = useMemo<Speaking>(
    () => ({
      locale,
      choose: (next) => {
        localStorage.setItem(KEPT, next);
        setLocale(next);
      },
    }),
    [locale],
  );
  return <Context value={speaking}>{children}</Context>;
};

/** The reader's language and how to change it. `intl` is what `Intl` understands. */
export const useLocale = (): Speaking & { intl: Locale } => {
  const speaking = useContext(Context);
  if (!speaking) throw new Error('useLocale outside LocaleProvider');
  return { ...speaking, intl: speaking.locale === 'xx' ? 'en' : speaking.locale };
};

const made = new Map<string, Translate<string>>();

/** The translator of an area; suspends until its messages are here. */
export const useT = <Area extends keyof Areas>(area: Area): Translate<Areas[Area]> => {
  const { locale } = useLocale();
  const table = use(load(area, locale));
  const key = `${area}/${locale}`;
  let t = made.get(key);
  if (!t) {
    t = translator(locale, table);
    made.set(key, t);
  }
  return t;
};
