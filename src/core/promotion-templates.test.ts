import { expect, test } from 'vitest';
import {
  PROMOTION_IDEAS,
  promotedUnit,
  promotionFor,
  promotionIdeas,
} from './promotion-templates.ts';
import { TRADES, templateFor } from './templates.ts';

const PLACE = {
  ...{ unit: 'points', today: '2026-11-24' },
  ...{ weekEnd: '2026-11-30', seasonEnd: '2026-12-24' },
};

test.each(TRADES)('[P6, E6] %s is offered every idea, its best two first', (trade) => {
  const ideas = promotionIdeas(trade);
  expect([...ideas].sort()).toEqual([...PROMOTION_IDEAS].sort());
  for (const idea of ideas) {
    const promotion = promotionFor(idea, trade, PLACE);
    expect(promotion, idea).toMatchObject({ on: 'purchase', stacks: false });
    expect(promotion.give.unit).toBe('points');
    expect(promotion.when.length + Number(promotion.match !== undefined)).toBeGreaterThan(0);
  }
});

test.each(TRADES)('[P6] the template of %s switches no promotion on', (trade) => {
  const { document } = templateFor(trade, 'EUR');
  expect(document.promotions).toBeUndefined();
  expect(document.units.map(({ id }) => id)).toContain(promotedUnit(document));
});
