import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';
import { sessionQuery } from '../session.ts';
import { Brand } from '../shell/Brand.tsx';

/** Only a path of our own: a link must not send people elsewhere after they sign in. */
const safeNext = (next: unknown): string =>
  typeof next === 'string' && /^\/admin(\/|$|\?)/.test(next) ? next : '/admin';

export const SignIn = () => {
  const t = useT('admin');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false }) as { next?: unknown };
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => api.post('/auth/sign-in/email', { email, password }),
    onSuccess: async () => {
      await queries.resetQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ href: safeNext(next) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <main className="door">
      <title>{`${t('sign_in.title')} · Stamgast`}</title>
      <Brand />
      <h1>{t('sign_in.title')}</h1>
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
    </main>
  );
};
