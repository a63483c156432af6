import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { NewPassword } from '../parts/NewPassword.tsx';
import { sessionQuery } from '../session.ts';

/** The first password; asked last, so that it stands in nobody's way to the first card. */
export const ChoosePassword = () => {
  const t = useT('setup');
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const choose = useMutation({
    mutationFn: () => api.put('/v1/staff/me/password', { password }),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    choose.mutate();
  };
  if (choose.isSuccess) return <p className="notice good">{t('password.saved')}</p>;
  return (
    <form className="password" onSubmit={submit}>
      <h2>{t('password.title')}</h2>
      <p className="quiet">{t('password.text')}</p>
      <NewPassword value={password} onChange={setPassword} />
      {choose.error && <Fault fault={choose.error} />}
      <button type="submit" className="btn plain" disabled={choose.isPending}>
        {t('password.submit')}
      </button>
    </form>
  );
};
