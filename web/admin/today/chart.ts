/** Geometry of the small charts: pure, in the units of their view box. */

export type Point = { x: number; y: number };

/** A line through values from left to right, the largest at the top; flat data lies at the foot. */
export const linePoints = (values: readonly number[], width: number, height: number): Point[] => {
  const most = Math.max(...values, 1);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.map((value, at) => ({ x: at * step, y: height - (value / most) * height }));
};

export const toPath = (points: readonly Point[]): string =>
  points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

export type Cell = { weekday: number; hour: number; visits: number };

/** One of six shades for a share of the busiest hour; nothing is 0, anything at least 1. */
export const shadeOf = (visits: number, most: number): number =>
  visits <= 0 || most <= 0 ? 0 : Math.max(1, Math.ceil((visits / most) * 5));

/** First to last hour with visits, at least seven of them, so that the map never looks broken. */
export const hoursShown = (cells: readonly Cell[]): number[] => {
  const used = cells.filter(({ visits }) => visits > 0).map(({ hour }) => hour);
  const first = Math.min(...used, 8);
  const last = Math.max(...used, first + 6);
  return Array.from({ length: Math.min(23, last) - first + 1 }, (_, at) => first + at);
};
