import type {
  Cap,
  EarningRule,
  Effect,
  Expiry,
  PluralForms,
  ProgramDocument,
  Promotion,
  RefundPolicy,
  StampCard,
  Unit,
} from '#core/program.ts';
import { STAMP_NAMES } from '#core/template-words.ts';
import { editedTerm, type TermEdit, withCap } from './term-edit.ts';

/** Which term of the document a sentence stands for; a cap is known by its place in the list. */
export type Place =
  | { kind: 'rule' | 'promotion' | 'cap' | 'card' | 'expiry'; id: string }
  | { kind: 'cool_down' | 'refund'; id: '' };

/** A new value of one part of a sentence. */
export type Edit =
  | TermEdit
  | { part: 'size' | 'minutes'; value: number }
  | { part: 'reward'; id: string }
  | { part: 'expiry'; value: Expiry }
  | { part: 'policy'; value: RefundPolicy }
  | { part: 'cap'; value: Cap };

const editedCard = (card: StampCard, edit: Edit): StampCard => {
  if (edit.part === 'size') return { ...card, size: edit.value };
  return edit.part === 'reward' ? { ...card, reward_id: edit.id } : card;
};

const changed = <Item>(
  items: readonly Item[],
  is: (item: Item) => boolean,
  to: (i: Item) => Item,
) => items.map((item) => (is(item) ? to(item) : item));

/** The document with one part of one term changed. */
export const applyEdit = (
  document: ProgramDocument,
  { kind, id }: Place,
  edit: Edit,
): ProgramDocument => {
  const has = (item: { id: string }) => item.id === id;
  const { rules, promotions = [], stamp_cards, units } = document;
  if (kind === 'rule') {
    return {
      ...document,
      rules: changed(rules, has, (rule) => editedTerm(rule, edit as TermEdit)),
    };
  }
  if (kind === 'promotion') {
    const edited = changed(promotions, has, (each) => editedTerm(each, edit as TermEdit));
    return { ...document, promotions: edited };
  }
  if (kind === 'card') {
    const edited = changed(
      stamp_cards,
      ({ unit }) => unit === id,
      (card) => editedCard(card, edit),
    );
    return { ...document, stamp_cards: edited };
  }
  switch (edit.part) {
    case 'cap':
      return withCap(document, Number(id), edit.value);
    case 'expiry':
      return {
        ...document,
        units: changed(units, has, (unit) => ({ ...unit, expiry: edit.value })),
      };
    case 'minutes':
      return { ...document, cool_down_minutes: edit.value };
    case 'policy':
      return { ...document, refund_policy: edit.value };
    default:
      return document;
  }
};

/** A list without what is removed; one that may be absent leaves no empty list behind. */
const withoutPromotion = (document: ProgramDocument, id: string): ProgramDocument => {
  const { promotions = [], ...rest } = document;
  const left = promotions.filter((promotion) => promotion.id !== id);
  return left.length === 0 ? rest : { ...rest, promotions: left };
};

/** Rules, promotions, caps and stamp cards can go; a unit stays, since accounts hold it. */
export const removeTerm = (document: ProgramDocument, { kind, id }: Place): ProgramDocument => {
  switch (kind) {
    case 'rule':
      return { ...document, rules: document.rules.filter((rule) => rule.id !== id) };
    case 'promotion':
      return withoutPromotion(document, id);
    case 'cap':
      return withCap(document, Number(id), null);
    case 'card': {
      const stamp_cards = document.stamp_cards.filter(({ unit }) => unit !== id);
      return { ...document, stamp_cards };
    }
    default:
      return document;
  }
};

export const renameUnit = (
  document: ProgramDocument,
  id: string,
  names: Unit['names'],
): ProgramDocument => ({
  ...document,
  units: document.units.map((unit) => (unit.id === id ? { ...unit, names } : unit)),
});

export const NEW_TERMS = [
  'per_item',
  'per_amount',
  'visit',
  'purchase',
  'welcome',
  'stamp_card',
] as const;
export type NewTerm = (typeof NEW_TERMS)[number];

/** The first free name: `visit`, `visit-2`, `visit-3` … Names of the live version stay theirs. */
export const freeId = (wanted: string, taken: readonly string[]): string => {
  if (!taken.includes(wanted)) return wanted;
  let n = 2;
  while (taken.includes(`${wanted}-${n}`)) n += 1;
  return `${wanted}-${n}`;
};

/** Rules and promotions share one space of ids. */
const termIds = ({ rules, promotions = [] }: ProgramDocument): string[] =>
  [...rules, ...promotions].map(({ id }) => id);

const effectOf = (term: NewTerm, unit: string, perMinor: number): Effect => {
  if (term === 'per_item') return { kind: 'per_item', unit, units: 1 };
  if (term !== 'per_amount') return { kind: 'fixed', unit, units: 1 };
  return { kind: 'per_amount', unit, units: 1, per_minor: perMinor, remainder: 'keep' };
};

const TRIGGERS = {
  per_item: 'purchase',
  per_amount: 'purchase',
  purchase: 'purchase',
  visit: 'visit',
  welcome: 'enrollment',
} as const;

export type Adding = {
  /** Ids that other versions used for something else. */
  taken: readonly string[];
  unit: string;
  perMinor: number;
  /** The reward of a new stamp card. */
  rewardId: string | null;
};

/** The document with a new term that the reader then edits in place. */
export const addTerm = (
  document: ProgramDocument,
  term: NewTerm,
  { taken, unit, perMinor, rewardId }: Adding,
): ProgramDocument => {
  const ruleIds = [...taken, ...termIds(document)];
  if (term === 'stamp_card') {
    if (rewardId === null) return document;
    const names = STAMP_NAMES as Record<string, PluralForms>;
    const unitIds = document.units.map((each) => each.id);
    const id = freeId('stamps', [...taken, ...unitIds]);
    const added: Unit = {
      ...{ id, kind: 'stamps', names, icon: 'star' },
      ...{ activation_days: 0, expiry: { kind: 'none' } },
    };
    const give: Effect = { kind: 'fixed', unit: id, units: 1 };
    return {
      ...document,
      units: [...document.units, added],
      stamp_cards: [...document.stamp_cards, { unit: id, size: 10, reward_id: rewardId }],
      rules: [...document.rules, { id: freeId('visit', ruleIds), on: 'visit', give }],
    };
  }
  const on = TRIGGERS[term];
  const rule: EarningRule = { id: freeId(term, ruleIds), on, give: effectOf(term, unit, perMinor) };
  return { ...document, rules: [...document.rules, rule] };
};

/** The document with a promotion at the end, under the first free id of its kind. */
export const addPromotion = (
  document: ProgramDocument,
  wanted: string,
  promotion: Omit<Promotion, 'id'>,
  taken: readonly string[],
): ProgramDocument => {
  const id = freeId(wanted, [...taken, ...termIds(document)]);
  return { ...document, promotions: [...(document.promotions ?? []), { id, ...promotion }] };
};
