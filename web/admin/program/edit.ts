import type {
  EarningRule,
  Effect,
  Expiry,
  PluralForms,
  ProgramDocument,
  RefundPolicy,
  Unit,
} from '#core/program.ts';
import { STAMP_NAMES } from '#core/template-words.ts';

/** Which term of the document a sentence stands for. */
export type Place =
  | { kind: 'rule' | 'card' | 'expiry'; id: string }
  | { kind: 'cool_down' | 'refund'; id: '' };

/** A new value of one part of a sentence. */
export type Edit =
  | { part: 'units' | 'size' | 'money' | 'minutes'; value: number }
  | { part: 'remainder'; value: 'keep' | 'drop' }
  | { part: 'match'; categories: string[] }
  | { part: 'reward'; id: string }
  | { part: 'expiry'; value: Expiry }
  | { part: 'policy'; value: RefundPolicy };

const editedGive = (give: Effect, edit: Edit): Effect => {
  if (edit.part === 'units') return { ...give, units: edit.value };
  if (give.kind !== 'per_amount') return give;
  if (edit.part === 'money') return { ...give, per_minor: edit.value };
  return edit.part === 'remainder' ? { ...give, remainder: edit.value } : give;
};

const editedRule = (rule: EarningRule, edit: Edit): EarningRule => {
  if (edit.part !== 'match') return { ...rule, give: editedGive(rule.give, edit) };
  const { match: _, ...rest } = rule;
  return edit.categories.length === 0 ? rest : { ...rest, match: { categories: edit.categories } };
};

/** The document with one part of one term changed. */
export const applyEdit = (
  document: ProgramDocument,
  place: Place,
  edit: Edit,
): ProgramDocument => ({
  ...document,
  rules: document.rules.map((rule) =>
    place.kind === 'rule' && rule.id === place.id ? editedRule(rule, edit) : rule,
  ),
  stamp_cards: document.stamp_cards.map((card) => {
    if (place.kind !== 'card' || card.unit !== place.id) return card;
    if (edit.part === 'size') return { ...card, size: edit.value };
    return edit.part === 'reward' ? { ...card, reward_id: edit.id } : card;
  }),
  units: document.units.map((unit) =>
    place.kind === 'expiry' && unit.id === place.id && edit.part === 'expiry'
      ? { ...unit, expiry: edit.value }
      : unit,
  ),
  cool_down_minutes: edit.part === 'minutes' ? edit.value : document.cool_down_minutes,
  refund_policy: edit.part === 'policy' ? edit.value : document.refund_policy,
});

/** Rules and stamp cards can go; a unit stays, since accounts hold it. */
export const removeTerm = (document: ProgramDocument, { kind, id }: Place): ProgramDocument => ({
  ...document,
  rules: kind === 'rule' ? document.rules.filter((rule) => rule.id !== id) : document.rules,
  stamp_cards:
    kind === 'card' ? document.stamp_cards.filter(({ unit }) => unit !== id) : document.stamp_cards,
});

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
  const ruleIds = [...taken, ...document.rules.map((rule) => rule.id)];
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
