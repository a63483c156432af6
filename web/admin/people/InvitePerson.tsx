import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { createdInvitationSchema } from '#contract/invitation.ts';
import { ROLES, type Role } from '#contract/permissions.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { CopyLine } from '../parts/CopyLine.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { useChange } from '../use-change.ts';
import { type PersonDraft, PersonFields } from './PersonFields.tsx';
import { invitationsQuery } from './people-query.ts';

type Created = z.infer<typeof createdInvitationSchema>;

const NOBODY = { name: '', role: 'manager', location_ids: null } as const;

const Invited = ({ made, onClose }: { made: Created; onClose: () => void }) => {
  const t = useT('people');
  const admin = useT('admin');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('invite')}
      closeButtonProps={{ 'aria-label': admin('cancel') }}
    >
      <div className="form">
        <p>{t(made.link === null ? 'invited' : 'invited_held', { email: made.email })}</p>
        {made.link !== null && (
          <CopyLine text={made.link} label={t('link')} copy={t('copy')} copied={t('copied')} />
        )}
        <div className="buttons">
          <button type="button" className="btn primary" onClick={onClose}>
            {t('close')}
          </button>
        </div>
      </div>
    </Modal>
  );
};

/** Who signs in with a password gets a link by e-mail, or by hand without a mail server. */
export const InvitePerson = ({ onClose }: { onClose: () => void }) => {
  const t = useT('people');
  const [email, setEmail] = useState('');
  const [draft, setDraft] = useState<PersonDraft<Role>>(NOBODY);
  const invite = useChange(
    () => api.post<Created>('/v1/invitations', { email, ...draft }),
    invitationsQuery.queryKey,
  );
  if (invite.data) return <Invited made={invite.data} onClose={onClose} />;
  return (
    <FormDialog
      title={t('invite')}
      submit={t('send')}
      isPending={invite.isPending}
      fault={invite.error}
      onSubmit={() => invite.mutate(undefined)}
      onClose={onClose}
    >
      <p className="quiet">{t('invite_text')}</p>
      <Field
        label={t('email')}
        type="email"
        autoComplete="off"
        data-autofocus
        required
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PersonFields draft={draft} roles={ROLES} change={setDraft} isFirst={false} />
    </FormDialog>
  );
};
