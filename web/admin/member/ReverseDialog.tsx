import { useState } from 'react';
import type { MemberView } from '#contract/member.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { useUnits } from '../parts/unit-words.ts';
import { changesOf, type Row } from './ledger.ts';
import { reverseDecision, useMemberWrite } from './member-query.ts';

type Props = { member: MemberView; row: Row; close: () => void };

/** Takes one decision back; says before what the balances will be. */
export const ReverseDialog = ({ member, row, close }: Props) => {
  const t = useT('members');
  const { intl } = useLocale();
  const { counted } = useUnits();
  const [reason, setReason] = useState('');
  const reverse = useMemberWrite(member.id, reverseDecision, close);
  const before = (unit: string) =>
    member.accounts.find((account) => account.unit === unit)?.balance ?? 0;
  const decision_id = row.decision_id;
  return (
    <FormDialog
      title={t('reverse.title')}
      submit={t('reverse')}
      isPending={reverse.isPending}
      fault={reverse.error}
      onSubmit={() =>
        reverse.mutate(reason.trim() === '' ? { decision_id } : { decision_id, reason })
      }
      onClose={close}
    >
      <div>
        <p>{t('reverse.will')}</p>
        <ul className="rows">
          {changesOf(row).map(({ unit, amount }) => (
            <li key={unit} className="num">
              {new Intl.NumberFormat(intl).format(before(unit))} →{' '}
              <b>{counted(unit, before(unit) - amount)}</b>
            </li>
          ))}
        </ul>
        {row.kind === 'order' && <p className="small quiet">{t('reverse.order')}</p>}
      </div>
      <Field
        label={t('reason')}
        value={reason}
        maxLength={500}
        data-autofocus
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
};
