import { Popover } from '@mantine/core';
import type { IconNode } from 'lucide';
import { Clock, Coins, Gift, RotateCcw, Stamp, UserPlus, X } from 'lucide';
import { useState } from 'react';
import { plainText } from '#contract/rule-sentence.ts';
import type { ProgramDocument } from '#core/program.ts';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { PartEditor, type PartProps } from './PartEditor.tsx';
import { oldPart, type Term } from './terms.ts';

type Shared = Pick<PartProps, 'document' | 'rewards'> & {
  edit: (place: Term['place'], edit: Parameters<PartProps['edit']>[0]) => void;
  remove: (place: Term['place']) => void;
};

const iconOf = ({ place }: Term, { rules }: ProgramDocument): IconNode => {
  if (place.kind === 'card') return Gift;
  if (place.kind === 'refund') return RotateCcw;
  if (place.kind !== 'rule') return Clock;
  const rule = rules.find(({ id }) => id === place.id);
  if (rule?.on === 'enrollment') return UserPlus;
  return rule?.give.kind === 'per_amount' ? Coins : Stamp;
};

type PartButtonProps = { term: Term; part: string; text: string; shared: Shared };

/** A part of the sentence: reads as text, opens its choices. */
const Part = ({ term, part, text, shared }: PartButtonProps) => {
  const t = useT('program');
  const [isOpen, setOpen] = useState(false);
  const old = oldPart(term, part, text);
  return (
    <>
      {old && <s>{old}</s>}{' '}
      <Popover
        opened={isOpen}
        onChange={setOpen}
        width={320}
        position="bottom-start"
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <button
            type="button"
            className="part"
            aria-label={t('change_part', { what: text })}
            onClick={() => setOpen(!isOpen)}
          >
            {text}
          </button>
        </Popover.Target>
        <Popover.Dropdown className="part-drop" aria-label={t('change_part', { what: text })}>
          <PartEditor
            document={shared.document}
            rewards={shared.rewards}
            place={term.place}
            part={part}
            edit={(edit) => shared.edit(term.place, edit)}
          />
          <button type="button" className="btn plain" onClick={() => setOpen(false)}>
            {t('done')}
          </button>
        </Popover.Dropdown>
      </Popover>
    </>
  );
};

const Words = ({ term, shared }: { term: Term; shared: Shared }) => {
  if (term.state === 'removed') return <s className="quiet">{plainText(term.sentence)}</s>;
  return term.sentence.map(({ text, part }, at) =>
    part === null ? (
      <span key={`text-${at + 1}`}>{text}</span>
    ) : (
      <Part key={part} term={term} part={part} text={text} shared={shared} />
    ),
  );
};

/** One sentence of the program with what can be done to it. */
export const TermRow = ({ term, shared }: { term: Term; shared: Shared }) => {
  const t = useT('program');
  const canGo =
    term.state !== 'removed' && (term.place.kind === 'rule' || term.place.kind === 'card');
  return (
    <li className="rule">
      <Icon node={iconOf(term, shared.document)} />
      <p className="grow">
        <Words term={term} shared={shared} />
      </p>
      {term.state !== 'same' && (
        <span className={term.state === 'removed' ? 'tag' : 'tag accent'}>{t(term.state)}</span>
      )}
      {canGo && (
        <button
          type="button"
          className="remove"
          aria-label={`${t('remove_rule')}: ${plainText(term.sentence)}`}
          title={t('remove')}
          onClick={() => shared.remove(term.place)}
        >
          <Icon node={X} small />
        </button>
      )}
    </li>
  );
};

export type TermControls = Shared;
