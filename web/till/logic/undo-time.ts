export const UNDO_MS = 60_000;

/** Whole seconds left to take an action back by one tap; 0 = over. */
export const undoSecondsLeft = (doneAt: number, now: number): number =>
  Math.max(0, Math.ceil((doneAt + UNDO_MS - now) / 1_000));
