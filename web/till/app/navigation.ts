import { type Screen, state, update } from './state.ts';

const DEPTH: Record<Screen['name'], number> = {
  scan: 0,
  member: 1,
  new: 1,
  recent: 1,
  parked: 1,
  amount: 2,
  card: 2,
  words: 2,
  manager: 2,
};

/** Shows a screen. Deeper ones are steps of the browser's history, so its Back key works. */
export const show = (screen: Screen): void => {
  const deeper = DEPTH[screen.name] > DEPTH[state().screen.name];
  if (deeper) history.pushState({ till: true }, '');
  update({ screen });
};

const above = (screen: Screen): Screen => {
  if (screen.name === 'amount' || screen.name === 'card' || screen.name === 'words') {
    return state().guest ? { name: 'member' } : { name: 'scan' };
  }
  return screen.name === 'manager' ? { name: 'recent' } : { name: 'scan' };
};

/** One step up, as the close button and the browser's Back key do it. */
export const goUp = (): void => update({ screen: above(state().screen), notice: null });

export const listenToBack = (): void => addEventListener('popstate', goUp);
