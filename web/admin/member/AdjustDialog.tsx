import { useId, useState } from 'react';
import type { MemberView } from '#contract/member.ts';
import { ApiFault } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { useUnits } from '../parts/unit-words.ts';
import { adjustBalance, useMemberWrite } from './member-query.ts';

type UnitProps = { units: string[]; unit: string; choose: (unit: string) => void };

const UnitChoice = ({ units, unit, choose }: UnitProps) => {
  const t = useT('members');
  const { named } = useUnits();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('adjust.unit')}</label>
      <select id={id} value={unit} onChange={(event) => choose(event.target.value)}>
        {units.map((each) => (
          <option key={each} value={each}>
            {named(each)}
          </option>
        ))}
      </select>
    </div>
  );
};

const SIGNS = { give: 1, take: -1 } as const;

/** A correction by hand, with the reason that the member will read. */
export const AdjustDialog = ({ member, close }: { member: MemberView; close: () => void }) => {
  const t = useT('members');
  const [unit, setUnit] = useState(member.accounts[0]?.unit ?? '');
  const [direction, setDirection] = useState<keyof typeof SIGNS>('give');
  const [amount, setAmount] = useState('1');
  const [reason, setReason] = useState('');
  const adjust = useMemberWrite(member.id, adjustBalance(member.id), close);
  const fault = (path: string) =>
    adjust.error instanceof ApiFault ? adjust.error.field(path) : undefined;
  return (
    <FormDialog
      title={t('adjust')}
      submit={t('adjust')}
      isPending={adjust.isPending}
      fault={adjust.error}
      onSubmit={() =>
        adjust.mutate({ unit, amount: SIGNS[direction] * Number(amount), reason: reason.trim() })
      }
      onClose={close}
    >
      <fieldset className="segmented choice">
        <legend className="visually-hidden">{t('adjust.direction')}</legend>
        {(['give', 'take'] as const).map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={direction === each}
            onClick={() => setDirection(each)}
          >
            {t(`adjust.${each}`)}
          </button>
        ))}
      </fieldset>
      <UnitChoice
        units={member.accounts.map((account) => account.unit)}
        unit={unit}
        choose={setUnit}
      />
      <Field
        label={t('adjust.amount')}
        type="number"
        inputMode="numeric"
        min={1}
        max={1_000_000}
        step={1}
        required
        value={amount}
        fault={fault('amount')}
        onChange={(event) => setAmount(event.target.value)}
      />
      <Field
        label={t('reason')}
        required
        maxLength={500}
        value={reason}
        help={t('adjust.text')}
        fault={fault('reason')}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
};
