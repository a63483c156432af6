import { expect, test } from 'vitest';
import { coffeeStamp, document, line, pointPer, snapshot } from '#support/core-scene.ts';
import { award, resolveTerms } from './award.ts';
import { compile } from './compile.ts';
import { type NetOrder, netOrder } from './order-net.ts';
import type { EarningRule } from './program.ts';

const termsOf = (rules: EarningRule[], covered: Record<string, number> = {}) => {
  const ids = rules.map(({ id }) => id);
  return resolveTerms(compile(document({ rules })), {
    version: 1,
    rules: ids,
    covered,
    frozen_at: 0,
    frozen_by: 'd',
  });
};

const netOf = (content: ReturnType<typeof snapshot>): NetOrder => {
  const result = netOrder(content, { shipping: false, tips: false, fees: false });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.net;
};

const lines = [line('coffee', 500, { quantity: 2, sku: 'ESP' }), line('cake', 350)];
const net = netOf(snapshot(lines));

const fixed = (on: 'purchase' | 'visit', categories?: string[]): EarningRule => ({
  id: 'fixed',
  on,
  match: categories && { categories },
  give: { kind: 'fixed', unit: 'points', units: 5 },
});

test('[E16] a kept remainder is an exact numerator in lowest terms', () => {
  expect(award(termsOf([pointPer(200, 2)]), net)).toEqual({
    points: { unit: 'points', numerator: 850, denominator: 100 },
  });
});

test('[E1] a dropped remainder rounds down per order', () => {
  const give = { kind: 'per_amount', unit: 'points', units: 2, per_minor: 300 } as const;
  const rule: EarningRule = { id: 'p', on: 'purchase', give: { ...give, remainder: 'drop' } };
  expect(award(termsOf([rule]), net)).toEqual({ p: { unit: 'points', units: 5 } });
});

test('[E1] a rule looks at lines that are in every list it gives', () => {
  const matching = (match: EarningRule['match']) =>
    award(termsOf([{ ...coffeeStamp, match }]), net).coffee;
  expect(matching(undefined)).toMatchObject({ units: 3 });
  expect(matching({ categories: ['coffee', 'tea'] })).toMatchObject({ units: 2 });
  expect(matching({ skus: ['ESP'] })).toMatchObject({ units: 2 });
  expect(matching({ categories: ['cake'], skus: ['ESP'] })).toBeUndefined();
  expect(matching({ categories: [] })).toBeUndefined();
});

test('[E1] a fixed rule gives once while something it looks at is left', () => {
  expect(award(termsOf([fixed('purchase')]), net).fixed).toMatchObject({ units: 5 });
  expect(award(termsOf([fixed('purchase', ['tea'])]), net).fixed).toBeUndefined();
  const refunds = [{ external_id: 'r', lines: [], amount_minor: 850 }];
  const nothing = netOf(snapshot(lines, { refunds }));
  expect(award(termsOf([fixed('purchase'), fixed('visit')]), nothing)).toEqual({});
});

test('[E1] a visit counts also when nothing of the order earns', () => {
  const card = netOf(snapshot([line('card', 500, { earns: false })]));
  expect(award(termsOf([fixed('visit')]), card).fixed).toMatchObject({ units: 5 });
  expect(award(termsOf([fixed('purchase')]), card).fixed).toBeUndefined();
  const unknown = netOf(snapshot([], { total_minor: null }));
  expect(award(termsOf([fixed('visit')]), unknown).fixed).toMatchObject({ units: 5 });
});

test('[E2] what taps gave is taken off once, over all rules of the unit', () => {
  const cakes: EarningRule = { ...coffeeStamp, id: 'cakes', match: { categories: ['cake'] } };
  expect(award(termsOf([coffeeStamp, cakes], { stamps: 2 }), net)).toEqual({
    cakes: { unit: 'stamps', units: 1 },
  });
  expect(award(termsOf([coffeeStamp, cakes], { stamps: 9 }), net)).toEqual({});
});

test('[E12] an order that does not stand gives nothing', () => {
  expect(award(termsOf([coffeeStamp, pointPer(100)]), null)).toEqual({});
});

test('[P7] a basis with a rule its version does not have is impossible', () => {
  const basis = { version: 3, rules: ['gone'], covered: {}, frozen_at: 0, frozen_by: 'd' };
  expect(() => resolveTerms(compile(document()), basis)).toThrow('rule gone');
});
