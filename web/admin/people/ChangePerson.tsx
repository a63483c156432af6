import { useState } from 'react';
import { ROLES, type Role } from '#contract/permissions.ts';
import type { Staff } from '#contract/staff.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { useChange } from '../use-change.ts';
import { type PersonDraft, PersonFields } from './PersonFields.tsx';
import { staffQuery } from './people-query.ts';

/** Another name, rights or locations. The server refuses to leave a business without an owner. */
export const ChangePerson = ({ person, onClose }: { person: Staff; onClose: () => void }) => {
  const t = useT('people');
  const admin = useT('admin');
  const { name, role, location_ids } = person;
  const [draft, setDraft] = useState<PersonDraft<Role>>({ name, role, location_ids });
  const change = useChange(
    () => api.patch(`/v1/staff/${person.id}`, draft),
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
      <PersonFields draft={draft} roles={ROLES} change={setDraft} />
    </FormDialog>
  );
};
