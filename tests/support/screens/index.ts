import { adminScreens } from './admin-screens.ts';
import { memberScreens } from './member-screens.ts';
import type { Screen } from './screen.ts';
import { tillScreens } from './till-screens.ts';
import type { World } from './world.ts';

export { type Screen, SURFACES, type Surface } from './screen.ts';
export { openWorld, type World } from './world.ts';

/** Every screen of every surface: what the contact sheets show and what the checks walk. */
export const screensOf = (world: World): Screen[] => [
  ...memberScreens(world),
  ...tillScreens(world),
  ...adminScreens(world),
];
export { visit } from './visit.ts';
