import { STATE_NAMES } from '#support/card-state-server.ts';
import type { Screen } from './screen.ts';
import type { World } from './world.ts';

/** The member's own pages, drawn from states that need no trade behind them. */
export const memberScreens = ({ states, visitors }: World): Screen[] =>
  [...STATE_NAMES, 'progress#qr'].map((state) => ({
    surface: 'member',
    name: state.replace('#', '-'),
    visitor: visitors.member,
    open: async (page, locale) => {
      const [path, hash] = state.split('#');
      await page.goto(`${states}/${path}?lang=${locale}${hash ? `#${hash}` : ''}`);
    },
  }));
