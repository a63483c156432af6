import { useEffect, useState } from 'preact/hooks';
import type { ReaderLocale } from '#contract/messages/translate.ts';
import type {
  DirectoryCard,
  RecentAction,
  TillMember,
  TillProgram,
  TillReward,
} from '#contract/till-directory.ts';
import type { Pairing, Person, Session } from '../device/database.ts';
import type { KnownMember } from '../logic/member-view.ts';
import { emptyQueue, type Queue } from '../logic/queue.ts';

/** A guest before staff: as the server knows them, from the device's directory, or only a code. */
export type Guest =
  | { source: 'server'; member: TillMember }
  | { source: 'directory'; member: KnownMember }
  | { source: 'code'; member: KnownMember };

export type Screen =
  | { name: 'scan' }
  | { name: 'member' }
  | { name: 'amount' }
  | { name: 'new' }
  | { name: 'card' }
  | { name: 'recent' }
  | { name: 'parked' }
  | { name: 'words'; reward: TillReward; sequence: number }
  | { name: 'manager'; decision_id: string; what: string };

export type Notice = { tone: 'warn' | 'bad' | 'good'; text: string };

/** The card of a guest who has just joined: its page, or only its code while offline. */
export type NewCard = { member_id: string; code: string; short_code: string; url: string | null };

/** What was just done and can be taken back for a minute. */
export type Toast = { text: string; sequence: number | null; at: number; tone: 'good' | 'bad' };

export type Phase = 'starting' | 'no_storage' | 'unpaired' | 'people' | 'working';

export type AppState = {
  phase: Phase;
  /** The server no longer takes this till's token. */
  revoked: boolean;
  locale: ReaderLocale;
  pairing: Pairing | null;
  people: Person[];
  session: Session | null;
  /** It ran out or was ended in the office: the PIN is asked for again. */
  session_ended: boolean;
  program: TillProgram | null;
  screen: Screen;
  guest: Guest | null;
  new_card: NewCard | null;
  /** What the search field holds, and what was found for it. */
  query: string;
  found: DirectoryCard[] | null;
  searching: boolean;
  notice: Notice | null;
  online: boolean;
  queue: Queue;
  directory: DirectoryCard[];
  recent: RecentAction[];
  toast: Toast | null;
  busy: boolean;
};

let current: AppState = {
  phase: 'starting',
  revoked: false,
  locale: 'en',
  pairing: null,
  people: [],
  session: null,
  session_ended: false,
  program: null,
  screen: { name: 'scan' },
  guest: null,
  new_card: null,
  query: '',
  found: null,
  searching: false,
  notice: null,
  online: true,
  queue: emptyQueue,
  directory: [],
  recent: [],
  toast: null,
  busy: false,
};

const listeners = new Set<() => void>();

export const state = (): AppState => current;

/** Changes the screen's state; everything shown follows from it. */
export const update = (change: Partial<AppState>): void => {
  current = { ...current, ...change };
  for (const listener of listeners) listener();
};

/** A part of the state; the component is drawn again when that part changes. */
export const useApp = <T>(select: (state: AppState) => T): T => {
  const [, redraw] = useState(0);
  const selected = select(current);
  useEffect(() => {
    let last = selected;
    const listener = () => {
      const now = select(current);
      if (Object.is(now, last)) return;
      last = now;
      redraw((count) => count + 1);
    };
    listener();
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return selected;
};
