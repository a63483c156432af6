import { Menu } from '@mantine/core';
import { Ellipsis } from 'lucide';
import { useState } from 'react';
import { plainText } from '#contract/marked-text.ts';
import type { EarningRule, Promotion } from '#core/program.ts';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { ConditionsDialog } from './ConditionsDialog.tsx';
import { defaultCondition, offeredConditions } from './condition-default.ts';
import { NamesDialog } from './NamesDialog.tsx';
import { type TermControls, useToday } from './term-controls.ts';
import type { TermEdit } from './term-edit.ts';
import type { Term } from './terms.ts';

type Props = {
  term: Term;
  rule: EarningRule | Promotion;
  shared: TermControls;
};

const MOST_LIMITS = 5;
const MOST_CONDITIONS = 20;

type Dialog = 'conditions' | 'names' | null;

/** What can be added to a sentence: conditions, a limit, a name. */
export const TermMenu = ({ term, rule, shared }: Props) => {
  const t = useT('program');
  const [dialog, setDialog] = useState<Dialog>(null);
  const today = useToday();
  const where = { document: shared.document, sources: shared.sources, today };
  const edit = (change: TermEdit) => shared.edit(term.place, change);
  const conditions = rule.when ?? [];
  const limits = rule.limits ?? [];
  const offered = conditions.length < MOST_CONDITIONS ? offeredConditions(rule.on, where) : [];
  return (
    <>
      <Menu position="bottom-end" width={280} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <button
            type="button"
            className="remove"
            aria-label={`${t('extend')}: ${plainText(term.sentence)}`}
            title={t('extend')}
          >
            <Icon node={Ellipsis} small />
          </button>
        </Menu.Target>
        <Menu.Dropdown className="long-menu">
          <Menu.Label>{t('add_condition')}</Menu.Label>
          {offered.map((kind) => (
            <Menu.Item
              key={kind}
              onClick={() =>
                edit({
                  part: 'when',
                  index: conditions.length,
                  value: defaultCondition(kind, where),
                })
              }
            >
              {t(`condition.${kind}`)}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => setDialog('conditions')}>{t('more_conditions')}</Menu.Item>
          <Menu.Divider />
          {limits.length < MOST_LIMITS && (
            <Menu.Item
              onClick={() =>
                edit({
                  part: 'limit',
                  index: limits.length,
                  value: { of: 'times', most: 1, per: 'day' },
                })
              }
            >
              {t('add_limit')}
            </Menu.Item>
          )}
          {'stacks' in rule && (
            <Menu.Item onClick={() => setDialog('names')}>{t('name_promotion')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'conditions' && (
        <ConditionsDialog
          on={rule.on}
          conditions={conditions}
          where={where}
          save={(value) => edit({ part: 'conditions', value })}
          close={() => setDialog(null)}
        />
      )}
      {dialog === 'names' && 'stacks' in rule && (
        <NamesDialog
          names={rule.names}
          save={(value) => edit({ part: 'names', value })}
          close={() => setDialog(null)}
        />
      )}
    </>
  );
};
