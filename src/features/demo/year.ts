import { DAYS, MOST_CROWD, type OpenDay, openDays } from './calendar.ts';
import { basketOf, favoriteDrink, type Line } from './menu.ts';
import { makePerson, type Person, within } from './people.ts';
import { below, exponential, normal, partSeed, type Random, seeded } from './random.ts';

/** What happened in the café, at `at` (epoch ms). `who` counts members; guests are below zero. */
export type Happening = { at: number; who: number; seed: number; place: number } & (
  | { kind: 'enrollment'; person: Person }
  | { kind: 'order'; lines: Line[]; after: 'nothing' | 'refund' | 'undo' }
  /** Taps at the till, without an amount. */
  | { kind: 'visit'; stamps: number }
);

export type YearOptions = {
  seed: number;
  members: number;
  /** The year ends here, in epoch ms. */
  until: number;
  zone: string;
};

const MINUTE = 60_000;
/** Apart by more than the cool-down and than what follows an order. */
const APART_MS = 150 * MINUTE;
const ELSEWHERE_SHARE = 0.12;
const VISIT_SHARE = 0.12;
const REFUND_SHARE = 0.008;
const UNDO_SHARE = 0.004;
/** Guests' orders, for each member. */
const GUESTS = 1.3;

type Scene = { days: (OpenDay | null)[]; options: YearOptions };

/** A year of the café in the order of time: who joined, came, bought, brought back. */
export const makeYear = (options: YearOptions): Happening[] => {
  const scene = { days: openDays(options.until, options.zone), options };
  const members = Array.from({ length: options.members }, (_, who) => lifeOf(scene, who));
  const guests = Array.from({ length: Math.floor(options.members * GUESTS) }, (_, n) =>
    guestOrder(scene, -1 - n),
  );
  return [...members, ...guests]
    .flat()
    .filter(({ at }) => at <= options.until)
    .sort((a, b) => a.at - b.at);
};

/** Visits of one member by BG/NBD, thinned by season, weekday and closed days. */
const lifeOf = ({ days, options }: Scene, who: number): Happening[] => {
  const random = seeded(partSeed(options.seed, who));
  const person = makePerson(random, who);
  const happenings: Happening[] = [];
  let last = Number.NEGATIVE_INFINITY;
  const come = (day: OpenDay): boolean => {
    const partOfDay = within(person.habit + normal(random) * 0.1);
    const at = Math.round(day.opens + partOfDay * (day.closes - day.opens));
    if (at < last + APART_MS) return false;
    const seed = below(random, 2 ** 31);
    const place = random() < ELSEWHERE_SHARE ? 1 - person.home : person.home;
    if (happenings.length === 0) {
      happenings.push({ kind: 'enrollment', at: at - MINUTE, who, seed, place, person });
    }
    const occasion = { month: day.month, partOfDay };
    happenings.push({ at, who, seed, place, ...purchase(random, person, occasion) });
    last = at;
    return true;
  };
  const joined = () => happenings.length > 0;
  const pause = () => (joined() ? exponential(random, person.rate * MOST_CROWD) : 1);
  for (let day = person.firstDay; day < DAYS; day += pause()) {
    const open = days[Math.floor(day)];
    if (!open || (joined() && random() > open.crowd / MOST_CROWD)) continue;
    if (come(open) && random() < person.dropOut) break;
  }
  return happenings;
};

const purchase = (
  random: Random,
  { favorite }: Pick<Person, 'favorite'>,
  occasion: { month: number; partOfDay: number },
) => {
  if (random() < VISIT_SHARE) {
    return { kind: 'visit', stamps: random() < 0.15 ? 2 : 1 } as const;
  }
  const lines = basketOf(random, favorite, occasion);
  return { kind: 'order', lines, after: afterwards(random()) } as const;
};

const afterwards = (chance: number): 'nothing' | 'refund' | 'undo' => {
  if (chance < UNDO_SHARE) return 'undo';
  return chance < UNDO_SHARE + REFUND_SHARE ? 'refund' : 'nothing';
};

/** Somebody without a card. */
const guestOrder = ({ days, options }: Scene, who: number): Happening[] => {
  const random = seeded(partSeed(options.seed, who));
  const day = days[below(random, DAYS)];
  if (!day || random() > day.crowd / MOST_CROWD) return [];
  const partOfDay = within(random());
  const at = Math.round(day.opens + partOfDay * (day.closes - day.opens));
  const lines = basketOf(random, favoriteDrink(random), { month: day.month, partOfDay });
  const place = below(random, 2);
  return [{ kind: 'order', at, who, seed: 0, place, lines, after: 'nothing' }];
};
