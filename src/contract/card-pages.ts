import type { CardKey } from './messages/card/index.ts';
import type { Translate } from './messages/translate.ts';

/**
 * What the member's pages show, as plain values: the server fills them, `web/card` lays them out.
 * Sentences that depend on the program or the member arrive ready to read.
 */
export type Language = { locale: string; name: string; href: string; current: boolean };

/** What surrounds every page. */
export type Frame = {
  locale: string;
  title: string;
  /** Lets this answer's one style block pass the content security policy. */
  styleNonce: string;
  themeCss: string;
  themeColor: { light: string; dark: string };
  assets: { scripts: string[]; styles: string[]; fonts: string[] };
  icon: string | null;
  /** Address of the install manifest; only a card has one. */
  manifest: string | null;
  languages: Language[];
  t: Translate<CardKey>;
};

export type ShopView = { name: string; logo: string | null; initial: string };

/** Progress as stamps up to twelve, beyond as a bar. */
export type ProgressView = { size: number; inked: number; icon: string; label: string };

/** Picks a reward for the till, or takes the pick back. */
export type ChoiceView = { reward: string; name: string; chosen: boolean };

/** The largest type of the page: how far it is to the reward. `ready` turns the colors over. */
export type HeroView = {
  title: string;
  sub: string;
  ready: boolean;
  /** The reward that is ready, to be picked. */
  choice: ChoiceView | null;
  progress: ProgressView | null;
};

export type PointsView = {
  unit: string;
  amount: string;
  word: string;
  /** Next reward, what is not usable yet, what ends soon, what carries over. */
  lines: string[];
};

export type RewardView = {
  id: string;
  icon: string;
  name: string;
  price: string;
  /** Words for how far it is; null = it can be redeemed now. */
  distance: string | null;
  choice: ChoiceView | null;
};

export type CardView = {
  shop: ShopView;
  /** Grows with every change; the page asks for what came after it. */
  sequence: number;
  hero: HeroView;
  /** What has just come, with its time. */
  live: { text: string; time: string; at: string } | null;
  stampCards: HeroView[];
  points: PointsView[];
  rewards: RewardView[];
  /** Text of the QR code, and the short code in groups of four. */
  code: string;
  shortCode: string;
  offline: string;
  /** The reward picked for the till, as the page tells one state of it from another. */
  chosen: string | null;
  /** Why a reward could not be picked just now. */
  refused: string | null;
  links: {
    self: string;
    choice: string;
    live: string;
    history: string;
    profile: string;
    program: string;
  };
};

/** An entry: `name` says what it was, `text` opens beneath and says why. */
export type HistoryRow = {
  name: string;
  text: string;
  at: string;
  day: string;
  amount: string;
  gain: boolean;
};
export type HistoryView = {
  shop: ShopView;
  rows: HistoryRow[];
  older: string | null;
  back: string;
};

/** A field of a form as the reader left it, with what to mend. */
export type FieldView = { value: string; error: string | null };

export type ConsentView = { channel: 'email' | 'sms'; wording: string; granted: boolean };

export type ProfileView = {
  shop: ShopView;
  action: string;
  back: string;
  saved: boolean;
  name: FieldView;
  birthday: FieldView;
  phone: FieldView;
  email: FieldView;
  languages: { locale: string; name: string; chosen: boolean }[];
  consents: ConsentView[];
};

export type JoinView = {
  shop: ShopView;
  headline: string;
  sub: string;
  progress: ProgressView | null;
  action: string;
  contact: FieldView;
  /** A link that helps with the error, e.g. to the lost card page. */
  errorLink: string | null;
  consents: ConsentView[];
  /** Makes a second press of the button harmless. */
  attempt: string;
  controller: string;
  links: { program: string; privacy: string; lost: string };
};

export type ProgramView = {
  shop: ShopView;
  version: string;
  earn: string[];
  rewards: { name: string; price: string; icon: string }[];
  last: string[];
  refund: string;
  terms: string[];
  privacy: string[];
  /** The shop's own pages on terms and data, where it has some. */
  links: { href: string; text: string }[];
  join: string;
};

export type LostView = {
  shop: ShopView;
  action: string;
  /** `ask`: the e-mail; `code`: the code that was sent to it. */
  step: 'ask' | 'code';
  email: FieldView;
  code: FieldView;
  /** Goes with the code; empty while none was sent. */
  recovery: string;
  again: string;
};

export type NoticeView = {
  shop: ShopView | null;
  title: string;
  text: string;
  links: { href: string; text: string }[];
};

/** What `dist/server/card.js` exports: each returns a whole HTML page, the fragment its middle. */
export type CardPages = {
  cardPage: (view: CardView, frame: Frame) => string;
  cardFragment: (view: CardView, frame: Frame) => string;
  historyPage: (view: HistoryView, frame: Frame) => string;
  profilePage: (view: ProfileView, frame: Frame) => string;
  joinPage: (view: JoinView, frame: Frame) => string;
  programPage: (view: ProgramView, frame: Frame) => string;
  lostPage: (view: LostView, frame: Frame) => string;
  noticePage: (view: NoticeView, frame: Frame) => string;
};
