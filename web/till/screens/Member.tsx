import { ArrowRight, Cake, Keyboard, MessageSquareText, QrCode } from 'lucide';
import { useState } from 'preact/hooks';
import type { TillMember, TillProgram } from '#contract/till-directory.ts';
import { Icon } from '../../shared/Icon.tsx';
import { award } from '../app/awards.ts';
import { nextGuest } from '../app/guests.ts';
import { useTexts } from '../app/language.ts';
import { show } from '../app/navigation.ts';
import { type Guest, update, useApp } from '../app/state.ts';
import { gainText, itemWord, weekdayText, whenText } from '../app/words.ts';
import { earnsByAmount, perTap, progressOf, tapUnits, withWaiting } from '../logic/member-view.ts';
import { isUndone } from '../logic/queue.ts';
import { Head } from '../parts/Head.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Progress } from '../parts/Progress.tsx';
import { ReadyRewards } from '../parts/ReadyRewards.tsx';

/** Which visit this is; of a card that nobody has seen it is not known. */
const visitOf = (guest: Guest): number | null => {
  if (guest.source === 'code') return null;
  return guest.source === 'server' ? guest.member.visit_number : guest.member.visits + 1;
};

const Tags = ({ guest, program }: { guest: Guest; program: TillProgram }) => {
  const texts = useTexts();
  const { t } = texts;
  const { member } = guest;
  const birthday = guest.source === 'server' && guest.member.birthday_today;
  const visit = visitOf(guest);
  const points = program.units.filter((it) => it.kind !== 'stamps');
  return (
    <p class="tags">
      {birthday && (
        <span class="tag cheer">
          <Icon node={Cake} small /> {t('member.birthday')}
        </span>
      )}
      {visit !== null && <span class="tag">{t('member.visit_number', { n: visit })}</span>}
      {points.map((unit) => {
        const balance = member.balances[unit.id] ?? 0;
        return balance === 0 ? null : (
          <span class="tag num" key={unit.id}>
            {gainText(program, texts, unit.id, balance)}
          </span>
        );
      })}
    </p>
  );
};

const Facts = ({ member, program }: { member: TillMember; program: TillProgram }) => {
  const texts = useTexts();
  const { t } = texts;
  const { usual_order: usual, last_visit_at: last, usual_weekday: weekday } = member;
  const { zone } = program.merchant;
  if (!usual && !last && weekday === null) return null;
  return (
    <dl class="facts">
      {usual && (
        <div>
          <dt>{t('member.usual')}</dt>
          <dd>{usual}</dd>
        </div>
      )}
      {last && (
        <div>
          <dt>{t('member.last_visit')}</dt>
          <dd>{whenText(Date.parse(last), Date.now(), texts, zone)}</dd>
        </div>
      )}
      {weekday !== null && (
        <div>
          <dt>{t('member.usual_day')}</dt>
          <dd>{weekdayText(weekday, texts)}</dd>
        </div>
      )}
    </dl>
  );
};

const AMOUNTS = [1, 2, 3];

const TapKeys = ({ program, unit }: { program: TillProgram; unit: string }) => {
  const texts = useTexts();
  const { t } = texts;
  const online = useApp((it) => it.online);
  const give = async (count: number) => {
    const gain = gainText(program, texts, unit, count * perTap(program, unit));
    await award(unit, count, t('toast.awarded', { gain }));
    if (online || count <= program.offline_limits.items) return;
    update({ notice: { tone: 'warn', text: t('offline.over_limit') } });
  };
  return (
    <>
      <p class="label">{t('member.ask', { items: itemWord(program, texts, unit, 5) })}</p>
      <div class="plus num">
        {AMOUNTS.map((count) => (
          <button
            type="button"
            key={count}
            class={count === 1 ? 'btn primary' : 'btn plain'}
            onClick={() => void give(count)}
          >
            +{count}
            {count === 1 && <small>{itemWord(program, texts, unit, 1)}</small>}
          </button>
        ))}
      </div>
    </>
  );
};

const CardChoice = (props: {
  program: TillProgram;
  units: string[];
  chosen: string;
  choose: (unit: string) => void;
}) => {
  const texts = useTexts();
  return (
    <fieldset class="segmented" aria-label={texts.t('member.card_choice')}>
      {props.units.map((unit) => (
        <button
          type="button"
          key={unit}
          aria-pressed={unit === props.chosen}
          onClick={() => props.choose(unit)}
        >
          {itemWord(props.program, texts, unit, 1)}
        </button>
      ))}
    </fieldset>
  );
};

const Keys = ({ program }: { program: TillProgram }) => {
  const { t } = useTexts();
  const units = tapUnits(program);
  const [chosen, setChosen] = useState(units[0] ?? '');
  const unit = units.includes(chosen) ? chosen : units[0];
  return (
    <div class="keys">
      {units.length > 1 && unit && (
        <CardChoice program={program} units={units} chosen={unit} choose={setChosen} />
      )}
      {unit && <TapKeys program={program} unit={unit} />}
      <div class="pair">
        {earnsByAmount(program) && (
          <button
            type="button"
            class={unit ? 'btn plain' : 'btn primary big'}
            onClick={() => show({ name: 'amount' })}
          >
            <Icon node={Keyboard} />
            {t('member.amount')}
          </button>
        )}
        <button type="button" class="btn plain" onClick={nextGuest}>
          {t('next_guest')}
          <Icon node={ArrowRight} />
        </button>
      </div>
    </div>
  );
};

/** Last awarded places glow while the toast offers to take them back. */
const useFresh = (unit: string): number => {
  const toast = useApp((it) => it.toast);
  const queue = useApp((it) => it.queue);
  const item = queue.items.find((it) => it.sequence === toast?.sequence);
  if (item?.action.kind !== 'visit' || isUndone(queue, item.sequence)) return 0;
  return item.action.stamps.find((it) => it.unit === unit)?.amount ?? 0;
};

const ProgressOf = ({ progress }: { progress: ReturnType<typeof progressOf>[number] }) => (
  <Progress progress={progress} fresh={useFresh(progress.unit)} />
);

const titleOf = (guest: Guest, t: ReturnType<typeof useTexts>['t']): string => {
  if (guest.member.name) return guest.member.name;
  return guest.source === 'code'
    ? t('member.unseen', { code: guest.member.short_code })
    : t('member.nameless');
};

/** After a scan: who it is, how far, what staff may give and hand over. */
export const Member = () => {
  const { t } = useTexts();
  const guest = useApp((it) => it.guest);
  const program = useApp((it) => it.program);
  const queue = useApp((it) => it.queue);
  const newCard = useApp((it) => it.new_card);
  if (!guest || !program) return null;
  const undone = (sequence: number) => isUndone(queue, sequence);
  const member = withWaiting(program, guest.member, queue.items, undone);
  return (
    <section class="state member">
      <div class="scroll">
        <Head title={titleOf(guest, t)} close={nextGuest}>
          <Tags guest={{ ...guest, member } as Guest} program={program} />
        </Head>
        <Notice />
        {newCard && (
          <button
            type="button"
            class="btn plain wide card-key"
            onClick={() => show({ name: 'card' })}
          >
            <Icon node={QrCode} />
            {t('member.show_card')}
          </button>
        )}
        {guest.source === 'code' && !newCard && (
          <p class="notice warn">{t('member.unseen_note')}</p>
        )}
        {progressOf(program, member).map((it) => (
          <ProgressOf key={it.unit} progress={it} />
        ))}
        <ReadyRewards member={member} program={program} />
        {guest.source === 'server' && <Facts member={guest.member} program={program} />}
        {guest.source === 'server' && guest.member.note && (
          <p class="note">
            <Icon node={MessageSquareText} />
            {guest.member.note}
          </p>
        )}
      </div>
      <Keys program={program} />
    </section>
  );
};
