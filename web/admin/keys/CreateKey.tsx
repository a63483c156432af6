import { useState } from 'react';
import type { Permission } from '#contract/permissions.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { useSession } from '../session.ts';
import { useChange } from '../use-change.ts';
import { keysQuery } from './keys-query.ts';
import './keys.css';

/** What an online shop needs: nothing that lets a stolen key change the program or people. */
const USUAL: Permission[] = [
  'members:read',
  'members:write',
  'orders:read',
  'orders:write',
  'redemptions:write',
  'rewards:read',
];

type Props = { onMade: (secret: string) => void; onClose: () => void };

/** A name and what the key may do, never more than its maker. */
export const CreateKey = ({ onMade, onClose }: Props) => {
  const t = useT('keys');
  const { permissions } = useSession();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState(USUAL);
  const create = useChange(
    () => api.post<{ secret: string }>('/v1/api-keys', { name, scopes }),
    keysQuery.queryKey,
    ({ secret }) => onMade(secret),
  );
  const toggle = (scope: Permission) =>
    setScopes((known) =>
      known.includes(scope) ? known.filter((each) => each !== scope) : [...known, scope],
    );
  return (
    <FormDialog
      title={t('create')}
      submit={t('submit')}
      isPending={create.isPending || scopes.length === 0}
      fault={create.error}
      onSubmit={() => create.mutate(undefined)}
      onClose={onClose}
    >
      <Field
        label={t('name')}
        help={t('name_help')}
        autoComplete="off"
        data-autofocus
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className="choices">
        <legend>{t('scopes')}</legend>
        {permissions.map((scope) => (
          <label key={scope}>
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={() => toggle(scope)}
            />
            <span>{t(`scope.${scope}`)}</span>
          </label>
        ))}
      </fieldset>
    </FormDialog>
  );
};
