import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ApiFault, api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';
import { sessionQuery } from '../session.ts';
import { Brand } from '../shell/Brand.tsx';

const ClaimForm = ({ code }: { code: string }) => {
  const t = useT('people');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const claim = useMutation({
    mutationFn: () => {
      const own = name.trim() === '' ? {} : { name: name.trim() };
      return api.post('/v1/invitations/claims', { code, password, ...own });
    },
    onSuccess: async () => {
      await queries.resetQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ to: '/admin' });
    },
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
      <Field
        label={t('claim_password')}
        help={t('claim_password_help')}
        fault={faultOf('password')}
        type="password"
        name="new-password"
        autoComplete="new-password"
        minLength={8}
        maxLength={128}
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
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
  const { code } = useSearch({ strict: false }) as { code?: unknown };
  return (
    <main className="door">
      <title>{`${t('claim_title')} · Stamgast`}</title>
      <Brand />
      <h1>{t('claim_title')}</h1>
      {/* A code of digits alone is read from the address as a number. */}
      {code === undefined || code === '' ? (
        <p className="notice warn">{t('claim_no_code')}</p>
      ) : (
        <ClaimForm code={String(code)} />
      )}
    </main>
  );
};
