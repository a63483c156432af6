import type { ReaderLocale } from '#contract/messages/translate.ts';
import type { Entry } from '#core/decision.ts';
import type { Locale, ProgramDocument } from '#core/program.ts';
import type { RewardRevision } from '#core/state.ts';

/** A reward as the card needs it. */
export type CardReward = {
  id: string;
  name: Partial<Record<Locale, string>>;
  kind: RewardRevision['kind'];
  cost: { unit: string; amount: number };
  icon: string | null;
  /** Category of a free product, e.g. `coffee`. */
  product: string | null;
  /** Copies left; null = not counted. */
  left: number | null;
};

export type CardBalance = { balance: number; spendable: number; debt: number };

/** Units of one lot that are left, with the time they can be spent in (epoch ms). */
export type CardLot = {
  unit: string;
  left: number;
  active_from: number;
  expires_at: number | null;
};

export type CardShop = { name: string; slug: string; logo: string | null };

/** What the database knows of one card; the view model turns it into what is read. */
export type CardSource = {
  shop: CardShop;
  merchantLocale: Locale;
  reader: ReaderLocale;
  document: ProgramDocument;
  rewards: CardReward[];
  token: string;
  code: string;
  shortCode: string;
  sequence: number;
  visits: number;
  balances: Record<string, CardBalance>;
  lots: CardLot[];
  remainders: { unit: string; denominator: number; numerator: number }[];
  /** Units gained per unit by visits and purchases, without welcome gifts and adjustments. */
  earned: Record<string, number>;
  /** The reward picked for the till. */
  chosen: string | null;
  /** The last decision and what it posted. */
  last: { at: number; entries: Pick<Entry, 'unit' | 'amount' | 'counter'>[] } | null;
  now: number;
};
