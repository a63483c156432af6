import { RotateCcw } from 'lucide';
import { formatTime } from '#contract/messages/format.ts';
import { Icon } from '../../shared/Icon.tsx';
import { queueEvent } from '../app/device.ts';
import { useTexts } from '../app/language.ts';
import { actionName, actionWhat } from '../app/recent-lines.ts';
import { sendWaiting } from '../app/sender.ts';
import { state, useApp } from '../app/state.ts';
import { parkedOf, type QueuedAction } from '../logic/queue.ts';
import { Head } from '../parts/Head.tsx';

const retry = async (): Promise<void> => {
  await queueEvent({ type: 'retry' });
  await sendWaiting();
};

const giveUp = async (sequence: number): Promise<void> => {
  const staffId = state().session?.person.id ?? null;
  await queueEvent({ type: 'undo', sequence, at: Date.now(), staff_id: staffId });
  await sendWaiting();
};

const ParkedLine = ({ item }: { item: QueuedAction }) => {
  const texts = useTexts();
  const { t, locale } = texts;
  const program = useApp((it) => it.program);
  const directory = useApp((it) => it.directory);
  if (!program) return null;
  const what = actionWhat(program, texts, item.action);
  const reason =
    item.result?.status === 'refused' ? item.result.refusal.message : t('parked.server');
  return (
    <li>
      <time>{formatTime(item.action.device_at, locale, program.merchant.zone)}</time>
      <span class="grow what">
        <span class="strong">{actionName(texts, directory, item.action) || what}</span>
        <span class="small quiet num">{what}</span>
        <span class="small reason">{reason}</span>
      </span>
      <button
        type="button"
        class="btn plain"
        onClick={() => void giveUp(item.sequence)}
        aria-label={t('parked.give_up_label', { what })}
      >
        {t('parked.give_up')}
      </button>
    </li>
  );
};

/** What the server did not take, each with its reason; nothing else waits for it. */
export const Parked = () => {
  const { t } = useTexts();
  const items = parkedOf(useApp((it) => it.queue));
  return (
    <section class="state list">
      <Head title={t('parked.title')}>
        <p class="quiet lead">{t(items.length === 0 ? 'parked.empty' : 'parked.lead')}</p>
      </Head>
      <ul class="rows">
        {items.map((it) => (
          <ParkedLine key={it.sequence} item={it} />
        ))}
      </ul>
      {items.length > 0 && (
        <button type="button" class="btn primary big wide bottom" onClick={() => void retry()}>
          <Icon node={RotateCcw} />
          {t('try_again')}
        </button>
      )}
    </section>
  );
};
