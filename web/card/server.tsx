import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { CardPages } from '#contract/card-pages.ts';
import { CardMain, CardPage } from './CardPage.tsx';
import { HistoryPage } from './HistoryPage.tsx';
import { JoinPage } from './JoinPage.tsx';
import { LostPage } from './LostPage.tsx';
import { NoticePage } from './NoticePage.tsx';
import { ProfilePage } from './ProfilePage.tsx';
import { ProgramPage } from './ProgramPage.tsx';

const page = (node: VNode): string => `<!doctype html>${render(node)}`;

/** The member's pages, rendered on the server and complete without script. */
export const pages: CardPages = {
  cardPage: (view, frame) => page(<CardPage view={view} frame={frame} />),
  cardFragment: (view, frame) => render(<CardMain view={view} frame={frame} />),
  historyPage: (view, frame) => page(<HistoryPage view={view} frame={frame} />),
  profilePage: (view, frame) => page(<ProfilePage view={view} frame={frame} />),
  joinPage: (view, frame) => page(<JoinPage view={view} frame={frame} />),
  programPage: (view, frame) => page(<ProgramPage view={view} frame={frame} />),
  lostPage: (view, frame) => page(<LostPage view={view} frame={frame} />),
  noticePage: (view, frame) => page(<NoticePage view={view} frame={frame} />),
};
