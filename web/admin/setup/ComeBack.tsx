import { useMutation, useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Door } from '../parts/Door.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';
import { Loading } from '../parts/Loading.tsx';
import { NewPassword } from '../parts/NewPassword.tsx';
import { sessionQuery } from '../session.ts';
import { useEnter } from '../use-enter.ts';

type Props = { code: string; shop: string };

const ComeBackForm = ({ code, shop }: Props) => {
  const t = useT('setup');
  const enter = useEnter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const claim = useMutation({
    mutationFn: () =>
      api.post('/v1/owner-links/claims', { code, email: email.trim(), name: email, password }),
    onSuccess: () => enter('/admin'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    claim.mutate();
  };
  return (
    <form onSubmit={submit}>
      <p className="quiet">{t('come_back.text', { shop })}</p>
      <Field
        label={t('brand.email')}
        help={t('come_back.email_help')}
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <NewPassword value={password} onChange={setPassword} />
      {claim.error && <Fault fault={claim.error} />}
      <button type="submit" className="btn primary big" disabled={claim.isPending}>
        {t('come_back.submit')}
      </button>
    </form>
  );
};

/** The set-up link once more, for an owner who left before they chose a password. */
export const ComeBack = (props: Props) => {
  const t = useT('setup');
  const session = useQuery(sessionQuery);
  if (session.isPending) return <Loading />;
  if (session.data) return <Navigate to="/admin" />;
  return (
    <Door title={t('come_back.title')}>
      <ComeBackForm {...props} />
    </Door>
  );
};
