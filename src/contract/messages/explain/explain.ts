import type { Entry } from '#core/decision.ts';
import type { OccasionDay } from '#core/occasion.ts';
import { unitWordFor } from '#core/plural.ts';
import type { Locale, ProgramDocument } from '#core/program.ts';
import { promotionTitle } from '../../condition-phrase.ts';
import { area } from '../area.ts';
import { formatMoney, formatNumber } from '../format.ts';
import type { MessageParams, ReaderLocale } from '../translate.ts';
import { explainTables } from './index.ts';

/** Who reads, and what the shop calls things. */
export type ExplainContext = {
  /** Any version that knows the entry's unit: words may change, meanings don't. */
  document: Pick<
    ProgramDocument,
    'units' | 'currency' | 'promotions' | 'milestones' | 'occasions' | 'tiers'
  >;
  reader: ReaderLocale;
  merchantLocale: Locale;
  /** The name of a reward for this reader; absent = the sentence leaves it out. */
  rewardName?: ((rewardId: string) => string | undefined) | undefined;
};

/** What the select arguments of the messages call "not there". */
const NONE = 'none';

const translate = area(explainTables);

/** "5 bodov": the number and the unit's word for this reader. */
export const unitsText = (unitId: string, count: number, context: ExplainContext): string => {
  const locale = context.reader === 'xx' ? 'en' : context.reader;
  const unit = context.document.units.find(({ id }) => id === unitId);
  const names = unit?.names ?? { [context.merchantLocale]: { one: unitId, other: unitId } };
  const word = unitWordFor(names, count, locale, context.merchantLocale);
  return `${formatNumber(count, locale)} ${word}`;
};

type Values = Record<string, string | number>;

const moneyParams = (values: Values, context: ExplainContext): MessageParams => {
  const locale = context.reader === 'xx' ? 'en' : context.reader;
  const currency = String(values.currency ?? context.document.currency);
  const money = (key: string) => formatMoney(Number(values[key]), currency, locale);
  const orNone = (key: string) => (Number(values[key] ?? 0) === 0 ? NONE : money(key));
  return {
    per: money('per_minor'),
    net: values.net_minor === 0 ? NONE : money('net_minor'),
    before: orNone('remainder_before_minor'),
    after: orNone('remainder_after_minor'),
  };
};

type Named = { id: string; names?: Partial<Record<Locale, string>> | undefined };

/** What the shop calls a promotion or milestone, for this reader. */
const nameIn = (
  named: readonly Named[],
  wanted: string | number | undefined,
  { reader, merchantLocale }: ExplainContext,
): string | undefined => {
  const names = named.find(({ id }) => id === wanted)?.names;
  return names?.[reader === 'xx' ? 'en' : reader] ?? names?.[merchantLocale];
};

const milestoneParams = (values: Values, context: ExplainContext): MessageParams => {
  const { milestones = [] } = context.document;
  const name = nameIn(milestones, values.milestone, context);
  return { name: name ?? translate(context.reader)('milestone'), times: Number(values.times) };
};

const occasionName = (values: Values, context: ExplainContext): string => {
  const day: OccasionDay = values.on === 'birthday' ? 'birthday' : 'anniversary';
  const { occasions = [] } = context.document;
  return (
    nameIn(occasions, values.occasion, context) ?? translate(context.reader)(`occasion.${day}`)
  );
};

/** A promotion by its name, else by when it counts. */
const promotionName = (wanted: string | number | undefined, context: ExplainContext): string => {
  const { document, reader, merchantLocale } = context;
  const { promotions = [] } = document;
  const known = promotions.find(({ id }) => id === wanted);
  const title = known && promotionTitle(known, { document, locale: reader, merchantLocale });
  return nameIn(promotions, wanted, context) ?? title ?? translate(reader)('promotion');
};

/** `factor` 1.5 is written as this reader writes it. */
const promotionParams = (values: Values, context: ExplainContext): MessageParams => {
  const locale = context.reader === 'xx' ? 'en' : context.reader;
  const factor = Number(values.factor);
  return {
    name: promotionName(values.promotion, context),
    factor: factor === 0 ? NONE : formatNumber(factor, locale),
  };
};

/** "5 bodov" for what counts units, and words or `none` for what may be absent. */
const messageParams = (unit: string, values: Values, context: ExplainContext): MessageParams => {
  const units = (key: string) => unitsText(unit, Number(values[key]), context);
  const unitsOrNone = (key: string) => (Number(values[key] ?? 0) === 0 ? NONE : units(key));
  const params: MessageParams = { amount: units('amount') };
  if ('units' in values) params.rate = units('units');
  if ('per_minor' in values) Object.assign(params, moneyParams(values, context));
  if ('quantity' in values) {
    params.quantity = Number(values.quantity);
    params.left = values.quantity === 0 ? NONE : 'some';
  }
  if ('covered' in values) params.covered = unitsOrNone('covered');
  if ('repaid' in values) params.repaid = unitsOrNone('repaid');
  if ('promotion' in values) Object.assign(params, promotionParams(values, context));
  if ('milestone' in values) Object.assign(params, milestoneParams(values, context));
  if ('occasion' in values) params.name = occasionName(values, context);
  if ('reason' in values) params.reason = String(values.reason) || NONE;
  if ('subject' in values) params.subject = String(values.subject).split(':')[0] ?? '';
  if ('reward_id' in values) {
    params.reward = context.rewardName?.(String(values.reward_id)) ?? NONE;
  }
  return params;
};

/**
 * The sentence that says why an entry is what it is, in the reader's language, e.g.
 * "1 point for each €1: €5.60 and €0.20 kept from before give 5 points, €0.80 is kept".
 */
export const explain = (
  entry: Pick<Entry, 'unit' | 'explanation'>,
  context: ExplainContext,
): string => {
  const { code, params } = entry.explanation;
  return translate(context.reader)(code, messageParams(entry.unit, params, context));
};

const CAUSES = [
  'rule',
  'milestone',
  'occasion',
  'reward',
  'adjustment',
  'expiry',
  'tap',
  'reversal',
] as const;

/** A short name for an entry's cause: `rule:coffee@3` is an "Earning rule". */
export const causeName = (cause: string, reader: ReaderLocale): string => {
  const kind = CAUSES.find((known) => cause === known || cause.startsWith(`${known}:`));
  return translate(reader)(`cause.${kind ?? 'other'}`);
};
