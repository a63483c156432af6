import { Popover } from '@mantine/core';
import type { IconNode } from 'lucide';
import { Clock, Coins, Gauge, Gift, RotateCcw, Sparkles, Stamp, UserPlus, X } from 'lucide';
import { useState } from 'react';
import { plainText } from '#contract/marked-text.ts';
import type { ProgramDocument } from '#core/program.ts';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { PartEditor } from './PartEditor.tsx';
import { PromotionNote } from './PromotionNote.tsx';
import { TermMenu } from './TermMenu.tsx';
import type { TermControls } from './term-controls.ts';
import { oldPart, type Term } from './terms.ts';

const iconOf = ({ place }: Term, { rules }: ProgramDocument): IconNode => {
  if (place.kind === 'card') return Gift;
  if (place.kind === 'refund') return RotateCcw;
  if (place.kind === 'promotion') return Sparkles;
  if (place.kind === 'cap') return Gauge;
  if (place.kind !== 'rule') return Clock;
  const rule = rules.find(({ id }) => id === place.id);
  if (rule?.on === 'enrollment') return UserPlus;
  return rule?.give.kind === 'per_amount' ? Coins : Stamp;
};

type PartButtonProps = { term: Term; part: string; text: string; shared: TermControls };

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
            sources={shared.sources}
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

/** What the sentence stands for, where it is a rule or promotion of the draft. */
const ruleOf = ({ place, state }: Term, { rules, promotions = [] }: ProgramDocument) => {
  if (state === 'removed') return undefined;
  if (place.kind === 'rule') return rules.find(({ id }) => id === place.id);
  return place.kind === 'promotion' ? promotions.find(({ id }) => id === place.id) : undefined;
};

const REMOVABLE: ReadonlySet<string> = new Set(['rule', 'promotion', 'card', 'cap']);

const Words = ({ term, shared }: { term: Term; shared: TermControls }) => {
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
export const TermRow = ({ term, shared }: { term: Term; shared: TermControls }) => {
  const t = useT('program');
  const canGo = term.state !== 'removed' && REMOVABLE.has(term.place.kind);
  const rule = ruleOf(term, shared.document);
  return (
    <li className="rule">
      <Icon node={iconOf(term, shared.document)} />
      <div className="grow">
        <p>
          <Words term={term} shared={shared} />
        </p>
        {rule && 'stacks' in rule && (
          <PromotionNote
            promotion={rule}
            stack={(value) => shared.edit(term.place, { part: 'stacks', value })}
          />
        )}
      </div>
      {term.state !== 'same' && (
        <span className={term.state === 'removed' ? 'tag' : 'tag accent'}>{t(term.state)}</span>
      )}
      <div className="tools">
        {rule && <TermMenu term={term} rule={rule} shared={shared} />}
        {canGo && (
          <button
            type="button"
            className="remove"
            aria-label={`${t(term.place.kind === 'rule' ? 'remove_rule' : 'remove')}: ${plainText(term.sentence)}`}
            title={t('remove')}
            onClick={() => shared.remove(term.place)}
          >
            <Icon node={X} small />
          </button>
        )}
      </div>
    </li>
  );
};
