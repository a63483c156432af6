import type { TillKey } from '#contract/messages/till/index.ts';

/** Categories of our templates with their words; a merchant's own category shows as written. */
export const CATEGORY_KEYS: Partial<Record<string, TillKey>> = {
  coffee: 'category.coffee',
  pastry: 'category.pastry',
  dessert: 'category.dessert',
  main_course: 'category.main_course',
  service: 'category.service',
  product: 'category.product',
};
