import type { Locale, ProgramDocument } from '#core/program.ts';
import type { FieldFault } from './refusals.ts';

/** What is wrong with a document in itself, each with what to do. */
export const programFaults = (document: ProgramDocument): FieldFault[] => [
  ...repeated(document.units, 'units'),
  ...repeated(document.rules, 'rules'),
  ...cardFaults(document),
  ...ruleFaults(document),
];

const repeated = (items: { id: string }[], name: string): FieldFault[] =>
  items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) < index
      ? [{ path: `${name}.${index}.id`, fault: 'twice' as const, params: { value: id } }]
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

const ruleFaults = ({ units, rules }: ProgramDocument): FieldFault[] =>
  rules.flatMap(({ on, give }, index): FieldFault[] => {
    const faults: FieldFault[] = [];
    if (!units.some(({ id }) => id === give.unit)) {
      const path = `rules.${index}.give.unit`;
      faults.push({ path, fault: 'unit_unknown', params: { unit: give.unit } });
    }
    if (on !== 'purchase' && give.kind !== 'fixed') {
      faults.push({ path: `rules.${index}.give.kind`, fault: 'rule_effect' });
    }
    return faults;
  });

/** What is wrong with a document for one merchant: its currency, language and rewards. */
export const merchantFaults = (
  document: ProgramDocument,
  merchant: { currency: string; locale: Locale; activeRewards: readonly string[] },
): FieldFault[] => {
  const faults: FieldFault[] = [];
  const { currency, locale, activeRewards } = merchant;
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
