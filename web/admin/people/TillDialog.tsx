import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { pairingCodeSchema, Till } from '#contract/till.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { useChange } from '../use-change.ts';
import { PairDevice } from './PairDevice.tsx';
import { placesQuery, tillsQuery } from './people-query.ts';

type Code = z.infer<typeof pairingCodeSchema>;
type Wanted = { name: string; location_id: string };

/** A code belongs to one waiting till; the one it replaces goes, so that none is left over. */
const newCode = async (wanted: Wanted, replaced: string | null): Promise<Code> => {
  if (replaced) await api.post(`/v1/tills/${replaced}/revocations`);
  return api.post<Code>('/v1/tills/pairing-codes', wanted);
};

type Props = { till: Till | null; isPairing: boolean; onClose: () => void };

/** Name and place of a till; when pairing, then the code for its device. */
export const TillDialog = ({ till, isPairing, onClose }: Props) => {
  const t = useT('people');
  const admin = useT('admin');
  const { data: places } = useSuspenseQuery(placesQuery);
  const first = places.find(({ is_default }) => is_default) ?? places[0];
  const [name, setName] = useState(till?.name ?? '');
  const [place, setPlace] = useState(till?.location.id ?? first?.id ?? '');
  const wanted = { name: name.trim(), location_id: place };
  const pair = useChange(
    (replaced: string | null) => newCode(wanted, replaced),
    tillsQuery.queryKey,
  );
  const change = useChange(
    () => api.patch(`/v1/tills/${till?.id}`, wanted),
    tillsQuery.queryKey,
    onClose,
  );
  if (pair.data) {
    const again = () => pair.mutate(pair.data.till_id);
    return <PairDevice code={pair.data} name={wanted.name} onAgain={again} onClose={onClose} />;
  }
  return (
    <FormDialog
      title={t(till ? 'till_rename' : 'till_add')}
      submit={isPairing ? t('show_code') : admin('save')}
      isPending={pair.isPending || change.isPending}
      fault={pair.error ?? change.error}
      onSubmit={() => (isPairing ? pair.mutate(till?.id ?? null) : change.mutate(undefined))}
      onClose={onClose}
    >
      <Field
        label={t('till_name')}
        help={t('till_name_help')}
        autoComplete="off"
        data-autofocus
        required
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {places.length > 1 && (
        <SelectField
          label={t('location')}
          value={place}
          options={places.map((each) => ({ value: each.id, label: each.name }))}
          onChange={setPlace}
        />
      )}
    </FormDialog>
  );
};
