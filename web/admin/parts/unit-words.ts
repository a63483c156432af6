import { useQuery } from '@tanstack/react-query';
import type { ProgramVersionView } from '#contract/program.ts';
import { unitWordFor } from '#core/plural.ts';
import type { Locale, Unit } from '#core/program.ts';
import { api } from '../api.ts';
import { useLocale } from '../i18n.tsx';
import { useSession } from '../session.ts';

export const liveProgramQuery = {
  queryKey: ['program', 'live'],
  queryFn: () => api.get<ProgramVersionView>('/v1/program'),
  staleTime: 60_000,
};

/** `12 stamps` in the reader's language; a unit that no version names stands by its id. */
export const countedUnits = (
  units: readonly Unit[],
  unit: string,
  n: number,
  words: { reader: Locale; merchant: Locale },
): string => {
  const known = units.find(({ id }) => id === unit);
  const number = new Intl.NumberFormat(words.reader).format(n);
  if (!known) return `${number} ${unit}`;
  return `${number} ${unitWordFor(known.names, n, words.reader, words.merchant)}`;
};

/** The plural as a heading, e.g. "Stamps"; a unit that no version names stands by its id. */
export const unitName = (
  units: readonly Unit[],
  unit: string,
  words: { reader: Locale; merchant: Locale },
): string => {
  const text = countedUnits(units, unit, 2, words).replace(/^\S+\s/, '');
  return text.charAt(0).toLocaleUpperCase(words.reader) + text.slice(1);
};

/** The live program's units and how to count them for the reader. */
export const useUnits = () => {
  const { intl } = useLocale();
  const { shop } = useSession();
  const { data } = useQuery(liveProgramQuery);
  const units = data?.document.units ?? [];
  const words = { reader: intl, merchant: shop.locale };
  return {
    units,
    counted: (unit: string, n: number) => countedUnits(units, unit, n, words),
    named: (unit: string): string => unitName(units, unit, words),
  };
};
