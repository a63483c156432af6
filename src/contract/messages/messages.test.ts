import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { LOCALES } from '#core/program.ts';
import { pseudo } from './pseudo.ts';

const root = import.meta.dirname;
const areas = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const table = (area: string, locale: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, area, `${locale}.json`), 'utf8'));

type Node = { type: number; value?: string; options?: Record<string, { value: Node[] }> };
const PLURAL = 6;

/** Names of arguments and, for plurals, the keywords each offers. */
const shape = (text: string, locale: string) => {
  const args = new Set<string>();
  const plurals: string[][] = [];
  const walk = (nodes: Node[]) => {
    for (const node of nodes) {
      if (node.type >= 1 && node.type <= 6 && node.value) args.add(node.value);
      if (node.type === PLURAL && node.options) plurals.push(Object.keys(node.options));
      for (const option of Object.values(node.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst() as Node[]);
  return { args: [...args].sort(), plurals };
};

test('[P4] there is at least one area of messages', () => {
  expect(areas.length).toBeGreaterThan(0);
});

for (const area of areas) {
  for (const locale of LOCALES) {
    test(`[P4] ${area} is complete in ${locale}: same keys, same arguments, every plural form`, () => {
      const english = table(area, 'en');
      const own = table(area, locale);
      expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
      const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      for (const [key, text] of Object.entries(own)) {
        const { args, plurals } = shape(text, locale);
        expect(args, `${key}: arguments`).toEqual(shape(english[key] ?? '', 'en').args);
        for (const offered of plurals) {
          expect(
            wanted.filter((form) => !offered.includes(form)),
            `${key}: plurals`,
          ).toEqual([]);
        }
      }
    });
  }
}

test('[P4] the pseudo-locale is at least 40 % longer and keeps arguments', () => {
  const text = '{n, plural, one {# stamp from {shop}} other {# stamps from {shop}}} today';
  const longer = pseudo(text);
  expect(shape(longer, 'en')).toEqual(shape(text, 'en'));
  expect(pseudo('Show at the till').length).toBeGreaterThanOrEqual(16 * 1.3);
});
