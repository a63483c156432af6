import { useState } from 'react';
import { QueryBuilder, type ValueEditorProps } from 'react-querybuilder';
import type { Condition, ConditionKind } from '#core/condition.ts';
import type { Trigger } from '#core/program.ts';
import { useT } from '../i18n.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { defaultCondition, offeredConditions, type Surroundings } from './condition-default.ts';
import { conditionsOf, queryOf } from './conditions-query.ts';

type Props = {
  on: Trigger;
  conditions: readonly Condition[];
  where: Surroundings;
  save: (conditions: Condition[]) => void;
  close: () => void;
};

/** A condition's own form stands where the builder has a plain value. */
const ConditionValue = ({ value, handleOnChange, context }: ValueEditorProps) => {
  const { document, sources }: Surroundings = context;
  return (
    <ConditionFields
      key={(value as Condition).kind}
      condition={value as Condition}
      {...{ document, sources }}
      change={handleOnChange}
    />
  );
};

const Nothing = () => null;

const useTranslations = () => {
  const t = useT('program');
  const named = (label: string) => ({ label, title: label });
  return {
    fields: { title: t('query.field') },
    addRule: named(t('add_condition')),
    removeRule: named(t('remove_condition')),
  };
};

/** All conditions of a term at once, for those a sentence would hide. */
export const ConditionsDialog = ({ on, conditions, where, save, close }: Props) => {
  const t = useT('program');
  const [query, setQuery] = useState(() => queryOf(conditions));
  const translations = useTranslations();
  const kinds = new Set([...offeredConditions(on, where), ...conditions.map(({ kind }) => kind)]);
  return (
    <FormDialog
      title={t('more_conditions')}
      submit={t('done')}
      isPending={false}
      fault={null}
      onSubmit={() => {
        save(conditionsOf(query));
        close();
      }}
      onClose={close}
    >
      <p className="small quiet">{t('all_hold')}</p>
      <QueryBuilder
        query={query}
        onQueryChange={setQuery}
        fields={[...kinds].map((kind) => ({ name: kind, label: t(`condition.${kind}`) }))}
        operators={[{ name: 'is', label: '' }]}
        getDefaultValue={({ field }) => defaultCondition(field as ConditionKind, where)}
        resetOnFieldChange
        context={where}
        translations={translations}
        controlElements={{
          ...{ combinatorSelector: Nothing, addGroupAction: Nothing, operatorSelector: Nothing },
          valueEditor: ConditionValue,
        }}
        controlClassnames={{
          ...{ queryBuilder: 'conditions', fields: 'input', addRule: 'btn plain' },
          ...{ removeRule: 'btn plain', rule: 'condition' },
        }}
      />
    </FormDialog>
  );
};
