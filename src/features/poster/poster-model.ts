import { printTables } from '#contract/messages/print/index.ts';
import { tableFor } from '#contract/messages/tables.ts';
import { type ReaderLocale, translator } from '#contract/messages/translate.ts';
import { unitWordFor } from '#core/plural.ts';
import type { Locale, ProgramDocument } from '#core/program.ts';

/** Everything printed paper shows, in one language; the drawing adds nothing but place. */
export type PosterModel = {
  shop: string;
  headline: string;
  /** A row of stamps, the first `given` inked; null for programs without a stamp card. */
  stamps: { size: number; given: number; icon: string } | null;
  gift: string | null;
  callToScan: string;
  steps: [string, string, string];
  noApp: string;
  /** Where the code leads, for people who type: host only. */
  host: string;
  link: string;
  logo: Buffer | null;
  accent: string;
  onAccent: string;
  title: string;
};

export type PosterInput = {
  shop: string;
  program: ProgramDocument;
  /** Names of the rewards by id, in the reader's language. */
  rewardNames: Record<string, string>;
  locale: ReaderLocale;
  merchantLocale: Locale;
  link: string;
  logo: Buffer | null;
  accent: string;
  onAccent: string;
};

/** "Káva podľa výberu" inside a sentence; German keeps its capitals. */
const insideSentence = (name: string, locale: ReaderLocale): string =>
  locale === 'de' ? name : name.charAt(0).toLocaleLowerCase(locale) + name.slice(1);

const language = (locale: ReaderLocale): Locale => (locale === 'xx' ? 'en' : locale);

/** Units a new member gets at once, of one unit. */
const welcomeUnits = (program: ProgramDocument, unit: string): number =>
  program.rules.reduce(
    (sum, { on, give }) =>
      on === 'enrollment' && give.kind === 'fixed' && give.unit === unit ? sum + give.units : sum,
    0,
  );

/** What the poster says for this program in this language. */
export const posterModel = (input: PosterInput): PosterModel => {
  const { program, locale, merchantLocale } = input;
  const t = translator(locale, tableFor(printTables, locale));
  const reader = language(locale);
  const card = program.stamp_cards[0];
  const mainUnit = card
    ? program.units.find(({ id }) => id === card.unit)
    : program.units.find(({ kind }) => kind !== 'stamps');
  if (!mainUnit) throw new Error('a program without units has nothing to print');
  const word = (n: number) => unitWordFor(mainUnit.names, n, reader, merchantLocale);
  const counted = (n: number) => `${n} ${word(n)}`;
  const reward = card ? input.rewardNames[card.reward_id] : undefined;
  const given = welcomeUnits(program, mainUnit.id);
  return {
    shop: input.shop,
    headline:
      card && reward
        ? t('headline.stamps', {
            stamps: counted(card.size),
            reward: insideSentence(reward, locale),
          })
        : t('headline.points', { units: word(5) }),
    stamps: card
      ? { size: card.size, given: Math.min(given, card.size), icon: mainUnit.icon ?? 'Stamp' }
      : null,
    gift: given > 0 ? t('gift', { units: counted(given), count: given }) : null,
    callToScan: t('scan'),
    steps: [t('step.contact'), t('step.card'), t('step.show')],
    noApp: t('no_app'),
    host: new URL(input.link).host,
    link: input.link,
    logo: input.logo,
    accent: input.accent,
    onAccent: input.onAccent,
    title: t('title', { shop: input.shop }),
  };
};
