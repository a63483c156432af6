import { below, pickWeighted, type Random } from './random.ts';

export type Item = {
  sku: string;
  name: string;
  category: 'coffee' | 'tea' | 'pastry' | 'sandwich' | 'beans';
  price_minor: number;
  weight: number;
};
export type Line = { item: Item; quantity: number };

const item = (
  category: Item['category'],
  sku: string,
  name: string,
  price_minor: number,
  weight: number,
): Item => ({ sku, name, category, price_minor, weight });

const DRINKS: Item[] = [
  item('coffee', 'ESP', 'Espresso', 220, 16),
  item('coffee', 'CAP', 'Cappuccino', 310, 24),
  item('coffee', 'FLW', 'Flat white', 340, 18),
  item('coffee', 'LAT', 'Latte', 350, 14),
  item('coffee', 'FIL', 'Filter coffee', 290, 8),
  item('tea', 'TEA', 'Loose leaf tea', 260, 9),
  item('tea', 'CHA', 'Chai latte', 360, 5),
];
const SUMMER_DRINK = item('coffee', 'ICE', 'Iced latte', 390, 30);
const PASTRIES: Item[] = [
  item('pastry', 'CRO', 'Butter croissant', 190, 10),
  item('pastry', 'CIN', 'Cinnamon roll', 270, 7),
  item('pastry', 'CHE', 'Cheesecake', 420, 4),
  item('pastry', 'BAN', 'Banana bread', 290, 5),
];
const SANDWICHES: Item[] = [
  item('sandwich', 'TOA', 'Cheese toast', 490, 5),
  item('sandwich', 'BAG', 'Salmon bagel', 690, 3),
];
const BEANS: Item[] = [item('beans', 'B25', 'House blend 250 g', 990, 1)];

const FAVORITE_SHARE = 0.7;
const SUMMER_SHARE = 0.3;
const SUMMER = [6, 7, 8];

export const favoriteDrink = (random: Random): Item => pickWeighted(random, DRINKS);

export type Occasion = { month: number /** 0 = opening, 1 = closing. */; partOfDay: number };

/** What one person orders: mostly their own drink, something with it, lunch at noon. */
export const basketOf = (random: Random, favorite: Item, occasion: Occasion): Line[] => {
  const { month, partOfDay } = occasion;
  const isNoon = partOfDay > 0.35 && partOfDay < 0.6;
  const lines: Line[] = [];
  if (random() < 0.94) {
    lines.push({ item: drinkOf(random, favorite, month), quantity: random() < 0.14 ? 2 : 1 });
  }
  if (random() < 0.34) lines.push({ item: pickWeighted(random, PASTRIES), quantity: 1 });
  if (random() < (isNoon ? 0.3 : 0.04)) {
    lines.push({ item: pickWeighted(random, SANDWICHES), quantity: 1 });
  }
  if (random() < 0.02) lines.push({ item: pickWeighted(random, BEANS), quantity: 1 });
  return lines.length > 0 ? lines : [{ item: favorite, quantity: 1 + below(random, 2) }];
};

const drinkOf = (random: Random, favorite: Item, month: number): Item => {
  if (SUMMER.includes(month) && random() < SUMMER_SHARE) return SUMMER_DRINK;
  return random() < FAVORITE_SHARE ? favorite : favoriteDrink(random);
};
