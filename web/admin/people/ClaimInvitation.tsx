import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ApiFault, api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Door } from '../parts/Door.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';
import { NewPassword } from '../parts/NewPassword.tsx';
import { useEnter } from '../use-enter.ts';

const ClaimForm = ({ code }: { code: string }) => {
  const t = useT('people');
  const enter = useEnter();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const claim = useMutation({
    mutationFn: () => {
      const own = name.trim() === '' ? {} : { name: name.trim() };
      return api.post('/v1/invitations/claims', { code, password, ...own });
    },
    onSuccess: () => enter('/admin'),
  });
  const faultOf = (field: string) =>
    claim.error instanceof ApiFault ? claim.error.field(field) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    claim.mutate();
  };
  return (
    <form onSubmit={submit}>
      <p className="quiet">{t('claim_text')}</p>
      <Field
        label={t('claim_name')}
        help={t('claim_name_help')}
        fault={faultOf('name')}
        name="name"
        autoComplete="name"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <NewPassword value={password} onChange={setPassword} fault={faultOf('password')} />
      {claim.error && <Fault fault={claim.error} />}
      <button type="submit" className="btn primary big" disabled={claim.isPending}>
        {t('claim_submit')}
      </button>
    </form>
  );
};

/** Where the link of an invitation leads: a password, and the person is in. */
export const ClaimInvitation = () => {
  const t = useT('people');
  const admin = useT('admin');
  const { code } = useSearch({ strict: false }) as { code?: unknown };
  return (
    <Door title={t('claim_title')}>
      {/* A code of digits alone is read from the address as a number. */}
      {code === undefined || code === '' ? (
        <p className="notice warn">{admin('link_incomplete')}</p>
      ) : (
        <ClaimForm code={String(code)} />
      )}
    </Door>
  );
};
