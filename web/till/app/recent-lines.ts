import type { TillAction } from '#contract/till-action.ts';
import type { DirectoryCard, RecentAction, TillProgram } from '#contract/till-directory.ts';
import { isUndone, type Queue, type QueuedAction } from '../logic/queue.ts';
import type { Texts } from './language.ts';
import { gainText, localName, moneyText } from './words.ts';

const MOST_LINES = 20;

export type UndoWay =
  | { kind: 'none' }
  | { kind: 'queued'; sequence: number }
  | { kind: 'recent'; recent: RecentAction }
  | { kind: 'manager'; decision_id: string };

export type RecentLine = {
  key: string;
  at: number;
  name: string;
  /** What happened, alone and with its state. */
  what: string;
  shown: string;
  undone: boolean;
  undo: UndoWay;
};

type Source = {
  program: TillProgram;
  recent: RecentAction[];
  queue: Queue;
  directory: DirectoryCard[];
  staffId: string | null;
  now: number;
};

const gains = (
  program: TillProgram,
  texts: Texts,
  entries: { unit: string; amount: number }[],
): string =>
  entries
    .map(
      (it) =>
        `${it.amount > 0 ? '+' : '−'}${gainText(program, texts, it.unit, Math.abs(it.amount))}`,
    )
    .join(', ');

const recentWhat = (program: TillProgram, texts: Texts, it: RecentAction): string => {
  const { t, locale } = texts;
  const gain = gains(program, texts, it.entries);
  if (it.kind === 'redemption' && it.reward) {
    const reward = localName(it.reward, locale, program.merchant.locale);
    return t('recent.redeemed', { reward });
  }
  if (it.kind === 'enroll') return [t('recent.enrolled'), gain].filter(Boolean).join(', ');
  if (it.kind === 'reversal') return [t('recent.reversal'), gain].filter(Boolean).join(' ');
  if (it.kind === 'order' && it.amount_minor !== null) {
    const money = moneyText(program, texts, it.amount_minor);
    return gain ? t('recent.purchase', { gain, money }) : t('recent.purchase_plain', { money });
  }
  return gain || t('recent.other');
};

const wayBack = (it: RecentAction, { staffId, now, queue }: Source): UndoWay => {
  const taken = queue.items.some(
    (item) =>
      item.action.kind === 'reversal' &&
      'decision_id' in item.action &&
      item.action.decision_id === it.decision_id,
  );
  if (taken || it.undo === 'done' || it.undo === 'never') return { kind: 'none' };
  const open = it.undo === 'open' && it.staff_id === staffId && now < Date.parse(it.undo_until);
  return open ? { kind: 'recent', recent: it } : { kind: 'manager', decision_id: it.decision_id };
};

const recentLine = (source: Source, texts: Texts, it: RecentAction): RecentLine => {
  const what = recentWhat(source.program, texts, it);
  const undone = it.undo === 'done';
  return {
    key: it.decision_id,
    at: Date.parse(it.at),
    name: it.member.name ?? texts.t('member.nameless'),
    what,
    shown: undone ? texts.t('recent.undone', { what }) : what,
    undone,
    undo: wayBack(it, source),
  };
};

/** Words for an action that is still on the device. */
export const actionWhat = (program: TillProgram, texts: Texts, action: TillAction): string => {
  const { t } = texts;
  switch (action.kind) {
    case 'visit':
      return gains(program, texts, action.stamps);
    case 'order':
      return t('recent.purchase_plain', { money: moneyText(program, texts, action.total_minor) });
    case 'enroll':
      return t('recent.enrolled');
    case 'redemption':
      return t('recent.other');
    case 'reversal':
      return t('recent.reversal');
  }
};

/** The guest's name as far as this device knows it. */
export const actionName = (
  texts: Texts,
  directory: DirectoryCard[],
  action: TillAction,
): string => {
  if (action.kind === 'enroll')
    return action.name ?? action.phone ?? action.email ?? action.card_code ?? '';
  if (action.kind === 'reversal') return '';
  const ref = action.member;
  const known = directory.find((it) =>
    'id' in ref
      ? it.member_id === ref.id
      : it.code === ref.card_code || it.short_code === ref.card_code,
  );
  if (known) return known.name ?? texts.t('member.nameless');
  return 'card_code' in ref ? texts.t('member.unseen', { code: ref.card_code }) : '';
};

const waitingLine = (source: Source, texts: Texts, item: QueuedAction): RecentLine => {
  const what = actionWhat(source.program, texts, item.action);
  return {
    key: `queue-${item.sequence}`,
    at: item.action.device_at,
    name: actionName(texts, source.directory, item.action),
    what,
    shown: texts.t('recent.waiting', { what }),
    undone: false,
    undo: { kind: 'queued', sequence: item.sequence },
  };
};

/** Lines of the list, newest first: what waits here, then what the server has. */
export const recentLines = (source: Source, texts: Texts): RecentLine[] => {
  const waiting = source.queue.items
    .filter((it) => it.state === 'queued' || it.state === 'sending')
    .filter((it) => it.action.kind !== 'reversal' && !isUndone(source.queue, it.sequence))
    .map((it) => waitingLine(source, texts, it))
    .reverse();
  const known = source.recent.map((it) => recentLine(source, texts, it));
  return [...waiting, ...known].slice(0, MOST_LINES);
};
