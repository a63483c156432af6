import { Check, Undo2 } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../shared/Icon.tsx';
import { undo } from '../app/awards.ts';
import { useTexts } from '../app/language.ts';
import { type Toast as ToastState, update, useApp } from '../app/state.ts';
import { UNDO_MS, undoSecondsLeft } from '../logic/undo-time.ts';

const SHORT_MS = 4_000;

const useNow = (running: boolean): number => {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  return now;
};

const isOver = (toast: ToastState, now: number): boolean =>
  now - toast.at >= (toast.sequence === null ? SHORT_MS : UNDO_MS);

/** Why the guest got it, once the server has said so. */
const useWhy = (sequence: number | null): string | null => {
  const item = useApp((it) => it.queue.items.find((each) => each.sequence === sequence));
  if (item?.result?.status !== 'done') return null;
  const texts = item.result.entries.flatMap(({ text }) => (text ? [text] : []));
  return texts.length > 0 ? texts.join('. ') : null;
};

/** What was just done and why, with one tap to take it back and a line for the time left. */
export const Toast = () => {
  const { t } = useTexts();
  const toast = useApp((it) => it.toast);
  const now = Math.max(useNow(toast !== null), toast?.at ?? 0);
  const over = toast !== null && isOver(toast, now);
  useEffect(() => {
    if (over) update({ toast: null });
  }, [over]);
  const why = useWhy(toast?.sequence ?? null);
  if (!toast || over) return null;
  const { sequence } = toast;
  const seconds = undoSecondsLeft(toast.at, now);
  return (
    <div class="toast">
      <Icon node={sequence === null ? Undo2 : Check} />
      <span class="grow">
        <span class="strong" role="status">
          {toast.text}
        </span>
        {why && <span class="small why">{why}</span>}
        {sequence !== null && <span class="small num">{t('toast.left', { seconds })}</span>}
      </span>
      {sequence !== null && (
        <button type="button" class="btn" onClick={() => void undo(sequence, t('toast.undone'))}>
          <Icon node={Undo2} small />
          {t('undo')}
        </button>
      )}
      {sequence !== null && (
        <span class="time" style={{ width: `${(seconds * 1000 * 100) / UNDO_MS}%` }} />
      )}
    </div>
  );
};
