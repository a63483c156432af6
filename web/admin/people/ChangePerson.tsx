import { useState } from 'react';
import { ROLES } from '#contract/permissions.ts';
import type { Staff } from '#contract/staff.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { useChange } from '../use-change.ts';
import { staffQuery } from './people-query.ts';
import { RoleField } from './RoleField.tsx';

/** A new name or other rights. The server refuses to leave a business without an owner. */
export const ChangePerson = ({ person, onClose }: { person: Staff; onClose: () => void }) => {
  const t = useT('people');
  const admin = useT('admin');
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState(person.role);
  const change = useChange(
    () => api.patch(`/v1/staff/${person.id}`, { name, role }),
    staffQuery.queryKey,
    onClose,
  );
  return (
    <FormDialog
      title={t('change')}
      submit={admin('save')}
      isPending={change.isPending}
      fault={change.error}
      onSubmit={() => change.mutate(undefined)}
      onClose={onClose}
    >
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
    </FormDialog>
  );
};
