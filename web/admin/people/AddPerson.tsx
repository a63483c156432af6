import { useRef, useState } from 'react';
import type { Staff } from '#contract/staff.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { useChange } from '../use-change.ts';
import { type PersonDraft, PersonFields } from './PersonFields.tsx';
import { PinField } from './PinField.tsx';
import { staffQuery } from './people-query.ts';

const ROLES = ['staff', 'manager'] as const;
const NOBODY = { name: '', role: 'staff', location_ids: null } as const;

/** A person for the till: a name and a PIN. */
export const AddPerson = ({ onClose }: { onClose: () => void }) => {
  const t = useT('people');
  const [draft, setDraft] = useState<PersonDraft<(typeof ROLES)[number]>>(NOBODY);
  const [pin, setPin] = useState('');
  // A PIN that was refused must not add the person a second time.
  const made = useRef<Staff | null>(null);
  const add = useChange(
    async () => {
      if (made.current) await api.patch(`/v1/staff/${made.current.id}`, draft);
      else made.current = await api.post<Staff>('/v1/staff', draft);
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
      <PersonFields draft={draft} roles={ROLES} change={setDraft} />
      <PinField value={pin} onChange={setPin} />
    </FormDialog>
  );
};
