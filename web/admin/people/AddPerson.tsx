import { useRef, useState } from 'react';
import type { Staff } from '#contract/staff.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { useChange } from '../use-change.ts';
import { PinField } from './PinField.tsx';
import { staffQuery } from './people-query.ts';
import { RoleField } from './RoleField.tsx';

const ROLES = ['staff', 'manager'] as const;

/** A person for the till: a name and a PIN. */
export const AddPerson = ({ onClose }: { onClose: () => void }) => {
  const t = useT('people');
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('staff');
  const [pin, setPin] = useState('');
  // A PIN that was refused must not add the person a second time.
  const made = useRef<Staff | null>(null);
  const add = useChange(
    async () => {
      if (made.current) await api.patch(`/v1/staff/${made.current.id}`, { name, role });
      else made.current = await api.post<Staff>('/v1/staff', { name, role });
      await api.put(`/v1/staff/${made.current.id}/pin`, { pin });
    },
    staffQuery.queryKey,
    onClose,
  );
  return (
    <FormDialog
      title={t('add')}
      submit={t('add')}
      isPending={add.isPending}
      fault={add.error}
      onSubmit={() => add.mutate(undefined)}
      onClose={onClose}
    >
      <p className="quiet">{t('add_text')}</p>
      <Field
        label={t('name')}
        autoComplete="off"
        data-autofocus
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <RoleField roles={ROLES} value={role} onChange={setRole} />
      <PinField value={pin} onChange={setPin} />
    </FormDialog>
  );
};
