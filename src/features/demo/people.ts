import { searchKey } from '#core/search-key.ts';
import { DAYS } from './calendar.ts';
import { favoriteDrink, type Item } from './menu.ts';
import { below, beta, gamma, normal, pick, type Random } from './random.ts';

/** Who comes to the café, and how. */
export type Person = {
  name: string;
  email: string | null;
  phone: string | null;
  /** YYYY-MM-DD */
  birthday: string | null;
  agreesToMail: boolean;
  /** Days after the café began its program. */
  firstDay: number;
  /** Visits a day while they are a customer (λ of BG/NBD). */
  rate: number;
  /** Chance that a visit was their last (p of BG/NBD). */
  dropOut: number;
  /** When they mostly come: 0 = opening, 1 = closing. */
  habit: number;
  favorite: Item;
  /** 0 or 1: the location they mostly go to. */
  home: number;
};

/** BG/NBD (Fader, Hardie, Lee 2005): rates are gamma, drop-outs beta. */
const RATE = { shape: 0.8, mean: 0.17 };
const DROP_OUT = { a: 0.7, b: 20 };
/** Nobody comes more often than this, in visits a day. */
const MOST_RATE = 1.1;
const HABITS = [0.12, 0.12, 0.45, 0.75];
/** Joined in the first weeks, when the posters were new. */
const EARLY_SHARE = 0.35;
const EARLY_DAYS = 30;
/** Nobody joins later: two holidays and a day not over yet would leave no day to come. */
const LAST_JOIN = DAYS - 4;
/** French numbers 06 39 98 … are kept free for stories (Arcep): they ring nobody. */
const FREE_NUMBERS = 10_000;

const FIRST = [
  ...['Anna', 'Peter', 'Zuzana', 'Martin', 'Lucia', 'Tomáš', 'Eva', 'Jakub', 'Mária', 'Michal'],
  ...['Katarína', 'Lukáš', 'Jana', 'Marek', 'Veronika', 'Ondřej', 'Tereza', 'Jiří', 'Petra'],
  ...['Agnieszka', 'Piotr', 'Małgorzata', 'Łukasz', 'Réka', 'Gábor', 'Ágnes', 'László', 'Emma'],
  ...['Felix', 'Sophie', 'Jonas', 'Clara', 'David', 'Nina', 'Adam', 'Ema', 'Filip', 'Laura'],
];
const LAST = [
  ...['Novák', 'Horváth', 'Kováč', 'Varga', 'Tóth', 'Nagy', 'Baláž', 'Molnár', 'Szabó', 'Lukáč'],
  ...['Polák', 'Hudák', 'Svoboda', 'Dvořák', 'Černý', 'Procházka', 'Kučera', 'Wójcik', 'Zieliński'],
  ...[
    'Kowalczyk',
    'Lewandowski',
    'Kiss',
    'Farkas',
    'Weber',
    'Fischer',
    'Wagner',
    'Huber',
    'Gruber',
  ],
  ...['Urban', 'Šimko', 'Oravec', 'Mráz', 'Hruška', 'Jurík', 'Blaho', 'Rusnák', 'Adamec', 'Sýkora'],
];

export const makePerson = (random: Random, n: number): Person => {
  const name = `${pick(random, FIRST)} ${pick(random, LAST)}`;
  const hasMail = random() < 0.7;
  return {
    name,
    email: hasMail ? `${searchKey(name).replace(' ', '.')}.${n + 1}@example.com` : null,
    phone: n < FREE_NUMBERS && random() < 0.5 ? `+3363998${String(n).padStart(4, '0')}` : null,
    birthday: random() < 0.35 ? birthdayOf(random) : null,
    agreesToMail: hasMail && random() < 0.6,
    firstDay: random() * (random() < EARLY_SHARE ? EARLY_DAYS : LAST_JOIN),
    rate: Math.min(MOST_RATE, (gamma(random, RATE.shape) * RATE.mean) / RATE.shape),
    dropOut: beta(random, DROP_OUT.a, DROP_OUT.b),
    habit: within(pick(random, HABITS) + normal(random) * 0.05),
    favorite: favoriteDrink(random),
    home: random() < 0.65 ? 0 : 1,
  };
};

const birthdayOf = (random: Random): string => {
  const month = String(1 + below(random, 12)).padStart(2, '0');
  const day = String(1 + below(random, 28)).padStart(2, '0');
  return `${1950 + below(random, 55)}-${month}-${day}`;
};

/** A moment while the café is open. */
export const within = (partOfDay: number): number => Math.min(0.97, Math.max(0.02, partOfDay));
