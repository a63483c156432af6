import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Door } from '../parts/Door.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';

/** Asks for a link to a new password. Whether the address is known, nobody learns here. */
export const ForgotPassword = () => {
  const t = useT('admin');
  const { intl } = useLocale();
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: () => api.post('/v1/password-resets', { email, locale: intl }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <Door title={t('forgot.title')}>
      {ask.isSuccess ? (
        <p className="notice good" role="status">
          {t('forgot.sent', { email })}
        </p>
      ) : (
        <form onSubmit={submit}>
          <p className="quiet">{t('forgot.text')}</p>
          <Field
            label={t('sign_in.email')}
            type="email"
            name="email"
            autoComplete="username"
            autoFocus
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          {ask.error && <Fault fault={ask.error} />}
          <button type="submit" className="btn primary big" disabled={ask.isPending}>
            {t('forgot.submit')}
          </button>
        </form>
      )}
      <Link className="link" to="/admin/sign-in">
        {t('forgot.back')}
      </Link>
    </Door>
  );
};
