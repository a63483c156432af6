import type { ConditionKind } from '#core/condition.ts';
import type { EarningRule, Locale, ProgramDocument, Promotion } from '#core/program.ts';
import type { FieldFault } from './refusals.ts';

type Term = EarningRule | Promotion;

/** What is wrong with a document in itself, each with what to do. */
export const programFaults = (document: ProgramDocument): FieldFault[] => [
  ...repeated(placed(document.units, 'units')),
  ...repeated(termsOf(document)),
  ...cardFaults(document),
  ...termsOf(document).flatMap(({ item, path }) => termFaults(document, item, path)),
  ...(document.caps ?? []).flatMap(({ unit }, index) =>
    unitFaults(document, unit, `caps.${index}.unit`),
  ),
];

type Placed<Item> = { item: Item; path: string };

const placed = <Item>(items: readonly Item[], name: string): Placed<Item>[] =>
  items.map((item, index) => ({ item, path: `${name}.${index}` }));

/** Entries name rules and promotions alike, so they share one space of ids. */
const termsOf = ({ rules, promotions = [] }: ProgramDocument): Placed<Term>[] => [
  ...placed<Term>(rules, 'rules'),
  ...placed<Term>(promotions, 'promotions'),
];

const repeated = (items: Placed<{ id: string }>[]): FieldFault[] =>
  items.flatMap(({ item: { id }, path }, index) =>
    items.findIndex(({ item }) => item.id === id) < index
      ? [{ path: `${path}.id`, fault: 'twice' as const, params: { value: id } }]
      : [],
  );

const cardFaults = ({ units, stamp_cards }: ProgramDocument): FieldFault[] =>
  stamp_cards.flatMap(({ unit }, index): FieldFault[] => {
    const path = `stamp_cards.${index}.unit`;
    const found = units.find(({ id }) => id === unit);
    if (!found) return [{ path, fault: 'unit_unknown', params: { unit } }];
    if (found.kind !== 'stamps') return [{ path, fault: 'unit_not_stamps' }];
    const first = stamp_cards.findIndex((other) => other.unit === unit);
    return first < index ? [{ path, fault: 'card_per_unit' }] : [];
  });

const unitFaults = ({ units }: ProgramDocument, unit: string, path: string): FieldFault[] =>
  units.some(({ id }) => id === unit) ? [] : [{ path, fault: 'unit_unknown', params: { unit } }];

/** What a trigger can't know: a visit has no basket, an enrollment no channel either. */
export const UNKNOWN_TO: Record<Term['on'], readonly ConditionKind[]> = {
  purchase: [],
  visit: ['basket', 'spend'],
  enrollment: ['basket', 'spend', 'channel', 'first_purchase'],
};

const gives = ({ on, give }: Term): boolean =>
  on === 'purchase' || give.kind === 'fixed' || (on === 'visit' && give.kind === 'multiplier');

const termFaults = (document: ProgramDocument, term: Term, path: string): FieldFault[] => {
  const { on, give, when = [] } = term;
  const faults = unitFaults(document, give.unit, `${path}.give.unit`);
  if (!gives(term)) faults.push({ path: `${path}.give.kind`, fault: 'rule_effect' });
  for (const [index, { kind }] of when.entries()) {
    if (!UNKNOWN_TO[on].includes(kind)) continue;
    const params = { condition: kind, trigger: on };
    faults.push({ path: `${path}.when.${index}.kind`, fault: 'condition_trigger', params });
  }
  return faults;
};

const locationFaults = (document: ProgramDocument, known: readonly string[]): FieldFault[] =>
  termsOf(document).flatMap(({ item: { when = [] }, path }) =>
    when.flatMap((condition, at): FieldFault[] => {
      if (condition.kind !== 'locations') return [];
      return condition.locations.flatMap((id, index): FieldFault[] => {
        const place = `${path}.when.${at}.locations.${index}`;
        return known.includes(id) ? [] : [{ path: place, fault: 'location_unknown' }];
      });
    }),
  );

type Merchant = {
  currency: string;
  locale: Locale;
  activeRewards: readonly string[];
  locations: readonly string[];
};

/** What is wrong with a document for one merchant: its currency, language, rewards, locations. */
export const merchantFaults = (document: ProgramDocument, merchant: Merchant): FieldFault[] => {
  const { currency, locale, activeRewards, locations } = merchant;
  const faults = locationFaults(document, locations);
  if (document.currency !== currency) {
    faults.push({ path: 'currency', fault: 'currency_fixed', params: { currency } });
  }
  document.units.forEach((unit, index) => {
    if (unit.names[locale]) return;
    const params = { language: locale };
    faults.push({ path: `units.${index}.names.${locale}`, fault: 'name_language', params });
  });
  document.stamp_cards.forEach((card, index) => {
    if (activeRewards.includes(card.reward_id)) return;
    faults.push({ path: `stamp_cards.${index}.reward_id`, fault: 'reward_unknown' });
  });
  return faults;
};

/** Units live on in accounts: a new version keeps those of the one before, with their kinds. */
export const successionFaults = (
  document: ProgramDocument,
  live: { number: number; document: ProgramDocument },
): FieldFault[] =>
  live.document.units.flatMap(({ id, kind }): FieldFault[] => {
    const index = document.units.findIndex((unit) => unit.id === id);
    if (index < 0) {
      const params = { unit: id, version: live.number };
      return [{ path: 'units', fault: 'unit_kept', params }];
    }
    if (document.units[index]?.kind === kind) return [];
    return [{ path: `units.${index}.kind`, fault: 'unit_kind_kept', params: { unit: id, kind } }];
  });
