import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Door } from '../parts/Door.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';
import { useEnter } from '../use-enter.ts';

/** Only a path of our own: a link must not send people elsewhere after they sign in. */
const safeNext = (next: unknown): string =>
  typeof next === 'string' && /^\/admin(\/|$|\?)/.test(next) ? next : '/admin';

export const SignIn = () => {
  const t = useT('admin');
  const enter = useEnter();
  const { next } = useSearch({ strict: false }) as { next?: unknown };
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => api.post('/auth/sign-in/email', { email, password }),
    onSuccess: () => enter(safeNext(next)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <Door title={t('sign_in.title')}>
      <form onSubmit={submit}>
        <Field
          label={t('sign_in.email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Field
          label={t('sign_in.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {signIn.error && <Fault fault={signIn.error} />}
        <button type="submit" className="btn primary big" disabled={signIn.isPending}>
          {t('sign_in.submit')}
        </button>
      </form>
      <Link className="link" to="/admin/forgot-password">
        {t('sign_in.forgot')}
      </Link>
    </Door>
  );
};
