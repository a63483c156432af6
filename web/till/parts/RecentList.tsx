import { Lock } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { formatTime } from '#contract/messages/format.ts';
import { Icon } from '../../shared/Icon.tsx';
import { undo, undoRecent } from '../app/awards.ts';
import { useTexts } from '../app/language.ts';
import { show } from '../app/navigation.ts';
import { type RecentLine, recentLines } from '../app/recent-lines.ts';
import { useApp } from '../app/state.ts';
import { earlierDay } from '../app/words.ts';

const TICK_MS = 5_000;

const useTick = (): number => {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(now, Date.now());
};

const UndoButton = ({ line }: { line: RecentLine }) => {
  const { t } = useTexts();
  const { undo: way, what, name } = line;
  if (way.kind === 'none') return null;
  if (way.kind === 'manager') {
    const ask = () => show({ name: 'manager', decision_id: way.decision_id, what });
    const label = t('undo_manager', { what, name });
    return (
      <button type="button" class="btn late" onClick={ask} aria-label={label}>
        <Icon node={Lock} small />
        {t('undo')}
      </button>
    );
  }
  const take = () =>
    way.kind === 'recent'
      ? undoRecent(way.recent, t('toast.undone'))
      : undo(way.sequence, t('toast.undone'));
  return (
    <button
      type="button"
      class="btn plain"
      onClick={() => void take()}
      aria-label={t('undo_of', { what, name })}
    >
      {t('undo')}
    </button>
  );
};

const Line = ({ line, zone, now }: { line: RecentLine; zone: string; now: number }) => {
  const texts = useTexts();
  return (
    <li class={line.undone ? 'undone' : ''}>
      <time>
        {formatTime(line.at, texts.locale, zone)}
        <span class="small quiet">{earlierDay(line.at, now, texts, zone)}</span>
      </time>
      <span class="grow what">
        <span class="strong">{line.name}</span>
        <span class="small quiet num">{line.shown}</span>
      </span>
      <UndoButton line={line} />
    </li>
  );
};

/** The last 20 at this location, what waits on the device first. */
export const RecentList = () => {
  const texts = useTexts();
  const { t } = texts;
  const program = useApp((it) => it.program);
  const recent = useApp((it) => it.recent);
  const queue = useApp((it) => it.queue);
  const session = useApp((it) => it.session);
  const directory = useApp((it) => it.directory);
  const now = useTick();
  if (!program) return null;
  const staffId = session?.person.id ?? null;
  const lines = recentLines({ program, recent, queue, directory, staffId, now }, texts);
  if (lines.length === 0) return <p class="quiet empty">{t('recent.empty')}</p>;
  return (
    <ul class="rows">
      {lines.map((line) => (
        <Line key={line.key} line={line} zone={program.merchant.zone} now={now} />
      ))}
    </ul>
  );
};
