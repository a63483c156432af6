import { useState } from 'react';
import type { Staff } from '#contract/staff.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { useSession } from '../session.ts';
import { useChange } from '../use-change.ts';
import { PinField } from './PinField.tsx';
import { staffQuery } from './people-query.ts';

/** One's own PIN, or a new one for somebody who forgot theirs. */
export const ChoosePin = ({ person, onClose }: { person: Staff; onClose: () => void }) => {
  const t = useT('people');
  const admin = useT('admin');
  const isSelf = useSession().staff.id === person.id;
  const [pin, setPin] = useState('');
  const path = isSelf ? '/v1/staff/me/pin' : `/v1/staff/${person.id}/pin`;
  const choose = useChange(() => api.put(path, { pin }), staffQuery.queryKey, onClose);
  return (
    <FormDialog
      title={isSelf ? t('own_pin') : `${t('reset_pin')}: ${person.name}`}
      submit={admin('save')}
      isPending={choose.isPending}
      fault={choose.error}
      onSubmit={() => choose.mutate(undefined)}
      onClose={onClose}
    >
      <PinField value={pin} onChange={setPin} />
    </FormDialog>
  );
};
