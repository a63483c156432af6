import { expect, test } from 'vitest';
import { hoursShown, linePoints, shadeOf, toPath } from './chart.ts';

test('[N1] a line runs from left to right with its largest value at the top', () => {
  expect(linePoints([0, 5, 10], 100, 20)).toEqual([
    { x: 0, y: 20 },
    { x: 50, y: 10 },
    { x: 100, y: 0 },
  ]);
  expect(toPath(linePoints([1, 1], 10, 10))).toBe('M0.0 0.0L10.0 0.0');
  expect(linePoints([0, 0, 0], 100, 20).every(({ y }) => y === 20)).toBe(true);
  expect(linePoints([3], 100, 20)).toEqual([{ x: 0, y: 0 }]);
});

test('[N1] the heat map shades nothing as nothing and the busiest hour darkest', () => {
  expect(shadeOf(0, 8)).toBe(0);
  expect(shadeOf(0.1, 8)).toBe(1);
  expect(shadeOf(4, 8)).toBe(3);
  expect(shadeOf(8, 8)).toBe(5);
  expect(shadeOf(3, 0)).toBe(0);
});

test('[N1] the heat map shows the hours that have visits, never fewer than seven', () => {
  const at = (hour: number) => ({ weekday: 1, hour, visits: 1 });
  expect(hoursShown([at(7), at(19)])).toHaveLength(13);
  expect(hoursShown([at(9)])).toEqual([8, 9, 10, 11, 12, 13, 14]);
  expect(hoursShown([])).toHaveLength(7);
  expect(hoursShown([at(23)]).at(-1)).toBe(23);
});
