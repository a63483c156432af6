import type { OwnerLink } from '#contract/invitation.ts';
import type { Locale } from '#core/program.ts';
import type { Goal } from '#core/template-goals.ts';
import { type Template, TRADES, type Trade, templateFor } from '#core/templates.ts';
import { giveBackPerMille, visitsToFirstReward } from '#core/warnings.ts';

export const STEPS = ['program', 'brand', 'poster', 'phone'] as const;
export type Step = (typeof STEPS)[number];

/** Where a country pays with its own money and keeps its own time. */
const HOME: Record<Locale, { currency: string; zone: string }> = {
  en: { currency: 'EUR', zone: 'Europe/London' },
  sk: { currency: 'EUR', zone: 'Europe/Bratislava' },
  cs: { currency: 'CZK', zone: 'Europe/Prague' },
  pl: { currency: 'PLN', zone: 'Europe/Warsaw' },
  hu: { currency: 'HUF', zone: 'Europe/Budapest' },
  de: { currency: 'EUR', zone: 'Europe/Berlin' },
};

export const CURRENCIES = ['EUR', 'CZK', 'PLN', 'HUF', 'USD', 'GBP'] as const;

/** Starting points that read well under a white card; any other color works as well. */
export const COLORS = ['#0B6150', '#F5B82E', '#5E7F2B', '#1F49D6', '#B3241F', '#6B3FA0'] as const;

export type Setup = {
  trade: Trade;
  goal: Goal;
  currency: string;
  zone: string;
  name: string;
  email: string;
  color: string;
};

export type KnownShop = NonNullable<OwnerLink['merchant']>;

/** What is known of the shop; a zone by the browser is better than a guess by language. */
export const firstSetup = (
  locale: Locale,
  zone: string | undefined,
  known: KnownShop | null,
): Setup => ({
  trade: 'cafe',
  currency: HOME[locale].currency,
  zone: zone ?? HOME[locale].zone,
  name: '',
  color: COLORS[0],
  ...known,
  goal: known?.goal ?? 'visits',
  email: '',
});

/** What the assistant says about a template: how soon it rewards and what it costs. */
export type TemplateFacts = {
  template: Template;
  visits: number | null;
  /** Thousandths of members' revenue, at cost of goods. */
  perMille: number | null;
  basket: number;
};

export const factsOf = ({
  trade,
  currency,
  goal,
}: Pick<Setup, 'trade' | 'currency' | 'goal'>): TemplateFacts => {
  const template = templateFor(trade, currency, goal);
  const economics = {
    document: template.document,
    rewards: template.rewards,
    typical: template.typical,
  };
  return {
    template,
    visits: visitsToFirstReward(economics),
    perMille: giveBackPerMille(economics),
    basket: template.typical.basket_minor,
  };
};

/** The order in which trades are offered. */
export const TRADE_ORDER: readonly Trade[] = TRADES;

/** Minutes that are left, as the footer says it; reading included. */
export const minutesLeft = (step: Step): number =>
  ({ program: 3, brand: 2, poster: 1, phone: 1 })[step];
