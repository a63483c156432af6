import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { MemberView } from '#contract/member.ts';
import { ApiFault, api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';

const filled = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** A guest added by hand; afterwards their page opens. */
export const NewMember = ({ close }: { close: () => void }) => {
  const t = useT('members');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [email, setEmail] = useState('');
  const create = useMutation({
    mutationFn: () =>
      api.post<MemberView>('/v1/members', {
        name: filled(name),
        phone: filled(phone),
        email: filled(email),
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['members'] });
      await navigate({ to: `/admin/members/${id}` });
    },
  });
  const fault = (path: string) =>
    create.error instanceof ApiFault ? create.error.field(path) : undefined;
  return (
    <FormDialog
      title={t('new')}
      submit={t('new.submit')}
      isPending={create.isPending}
      fault={create.error}
      onSubmit={() => create.mutate()}
      onClose={close}
    >
      <Field
        label={t('name')}
        value={name}
        maxLength={120}
        autoComplete="off"
        data-autofocus
        fault={fault('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={t('phone')}
        type="tel"
        value={phone}
        maxLength={32}
        autoComplete="off"
        fault={fault('phone')}
        onChange={(event) => setPhone(event.target.value)}
      />
      <Field
        label={t('email')}
        type="email"
        value={email}
        maxLength={254}
        autoComplete="off"
        help={t('new.text')}
        fault={fault('email')}
        onChange={(event) => setEmail(event.target.value)}
      />
    </FormDialog>
  );
};
