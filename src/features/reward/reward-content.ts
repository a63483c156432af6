import type { RewardCreate, RewardUpdate } from '#contract/reward.ts';
import type { Locale } from '#core/program.ts';
import type { RewardRevision } from '#core/state.ts';

type Texts = Partial<Record<Locale, string>>;

/** A revision as it is stored; immutable, so that a redemption can name it for ever. */
export type RewardContent = {
  name: Texts;
  description?: Texts | undefined;
  kind: RewardRevision['kind'];
  cost: { unit: string; amount: number };
  value_minor?: number | undefined;
  percent?: number | undefined;
  product_category?: string | undefined;
  cost_of_goods_minor?: number | undefined;
  icon?: string | undefined;
};

const texts = (given: string | Texts, locale: Locale): Texts =>
  typeof given === 'string' ? { [locale]: given } : given;

/** What the API calls otherwise than the revision, and what it sets to null to remove. */
const fromInput = (input: RewardCreate | RewardUpdate, locale: Locale): Partial<RewardContent> => ({
  ...(input.name === undefined ? {} : { name: texts(input.name, locale) }),
  ...(input.cost === undefined ? {} : { cost: input.cost }),
  ...optional('description', input.description && texts(input.description, locale)),
  ...optional('value_minor', input.amount_minor),
  ...optional('percent', input.percent),
  ...optional('product_category', input.product),
  ...optional('cost_of_goods_minor', input.cost_of_goods_minor),
  ...optional('icon', input.icon),
});

/** Absent stays as it was, null removes. */
const optional = (key: keyof RewardContent, value: unknown): Partial<RewardContent> =>
  value === undefined ? {} : { [key]: value ?? undefined };

export const contentOf = (input: RewardCreate, locale: Locale): RewardContent => ({
  name: {},
  kind: input.kind,
  cost: input.cost,
  ...fromInput(input, locale),
});

export const revised = (
  content: RewardContent,
  input: RewardUpdate,
  locale: Locale,
): RewardContent => ({ ...content, ...fromInput(input, locale) });
