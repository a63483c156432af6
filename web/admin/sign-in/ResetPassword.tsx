import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ApiFault, api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Door } from '../parts/Door.tsx';
import { Fault } from '../parts/Fault.tsx';
import { NewPassword } from '../parts/NewPassword.tsx';
import { useEnter } from '../use-enter.ts';

const ResetForm = ({ code }: { code: string }) => {
  const t = useT('admin');
  const enter = useEnter();
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => api.post('/v1/password-resets/claims', { code, password }),
    onSuccess: () => enter('/admin'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate();
  };
  return (
    <form onSubmit={submit}>
      <p className="quiet">{t('reset.text')}</p>
      <NewPassword
        value={password}
        onChange={setPassword}
        fault={reset.error instanceof ApiFault ? reset.error.field('password') : undefined}
      />
      {reset.error && <Fault fault={reset.error} />}
      <button type="submit" className="btn primary big" disabled={reset.isPending}>
        {t('reset.submit')}
      </button>
    </form>
  );
};

/** Where the link from the e-mail leads: a new password, and the person is in. */
export const ResetPassword = () => {
  const t = useT('admin');
  const { code } = useSearch({ strict: false }) as { code?: unknown };
  return (
    <Door title={t('reset.title')}>
      {code === undefined || code === '' ? (
        <p className="notice warn">{t('link_incomplete')}</p>
      ) : (
        <ResetForm code={String(code)} />
      )}
      <Link className="link" to="/admin/forgot-password">
        {t('reset.again')}
      </Link>
    </Door>
  );
};
