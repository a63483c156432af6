import { useState } from 'react';
import type { LocationView } from '#contract/location.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { useChange } from '../use-change.ts';
import { locationsQuery, useStaleLocations } from './locations-query.ts';

const KINDS = ['shop', 'online'] as const;

type Props = { location: LocationView | null; onClose: () => void };

/** Name and kind of a new or an existing location. */
export const LocationDialog = ({ location, onClose }: Props) => {
  const t = useT('settings');
  const admin = useT('admin');
  const stale = useStaleLocations();
  const [name, setName] = useState(location?.name ?? '');
  const [kind, setKind] = useState(location?.kind ?? 'shop');
  const save = useChange(
    () =>
      location
        ? api.patch(`/v1/locations/${location.id}`, { name, kind })
        : api.post('/v1/locations', { name, kind }),
    locationsQuery.queryKey,
    () => {
      stale();
      onClose();
    },
  );
  return (
    <FormDialog
      title={location ? location.name : t('location_add')}
      submit={location ? admin('save') : t('location_add')}
      isPending={save.isPending}
      fault={save.error}
      onSubmit={() => save.mutate(undefined)}
      onClose={onClose}
    >
      <Field
        label={t('location_name')}
        autoComplete="off"
        data-autofocus
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={t('kind')}
        value={kind}
        options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={setKind}
      />
    </FormDialog>
  );
};
