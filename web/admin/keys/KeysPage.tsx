import { Modal } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide';
import { useState } from 'react';
import type { ApiKeyView } from '#contract/api-key.ts';
import { formatDay } from '#contract/messages/format.ts';
import { PERMISSIONS } from '#contract/permissions.ts';
import { api } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { CopyLine } from '../parts/CopyLine.tsx';
import { Empty } from '../parts/Empty.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { RowMenu } from '../parts/RowMenu.tsx';
import { useSession } from '../session.ts';
import { useChange } from '../use-change.ts';
import { CreateKey } from './CreateKey.tsx';
import { keysQuery } from './keys-query.ts';

type Open =
  | { kind: 'create' }
  | { kind: 'rotate'; key: ApiKeyView }
  | { kind: 'revoke'; key: ApiKeyView }
  | { kind: 'secret'; secret: string }
  | null;
type Show = (open: Open) => void;

const Secret = ({ secret, onClose }: { secret: string; onClose: () => void }) => {
  const t = useT('keys');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('secret_title')}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <div className="form">
        <p>{t('secret_text')}</p>
        <CopyLine text={secret} label={t('secret')} copy={t('copy')} copied={t('copied')} />
        <div className="buttons">
          <button type="button" className="btn primary" onClick={onClose}>
            {t('close')}
          </button>
        </div>
      </div>
    </Modal>
  );
};

const EndKey = ({ kind, of, show }: { kind: 'rotate' | 'revoke'; of: ApiKeyView; show: Show }) => {
  const t = useT('keys');
  const path = kind === 'rotate' ? 'rotations' : 'revocations';
  const end = useChange(
    () => api.post<{ secret?: string }>(`/v1/api-keys/${of.id}/${path}`),
    keysQuery.queryKey,
    ({ secret }) => show(secret === undefined ? null : { kind: 'secret', secret }),
  );
  return (
    <FormDialog
      title={t(`${kind}_title`, { name: of.name })}
      submit={t(kind)}
      isPending={end.isPending}
      fault={end.error}
      onSubmit={() => end.mutate(undefined)}
      onClose={() => show(null)}
    >
      <p>{t(`${kind}_text`)}</p>
    </FormDialog>
  );
};

const Dialogs = ({ open, show }: { open: Open; show: Show }) => {
  if (open === null) return null;
  if (open.kind === 'secret') return <Secret secret={open.secret} onClose={() => show(null)} />;
  if (open.kind === 'create') {
    const onMade = (secret: string) => show({ kind: 'secret', secret });
    return <CreateKey onMade={onMade} onClose={() => show(null)} />;
  }
  return <EndKey kind={open.kind} of={open.key} show={show} />;
};

const KeyRow = ({ of, show }: { of: ApiKeyView; show: Show }) => {
  const t = useT('keys');
  const { intl } = useLocale();
  const { shop } = useSession();
  const day = of.last_used_at && formatDay(Date.parse(of.last_used_at), intl, shop.zone);
  return (
    <li>
      <Icon node={KeyRound} />
      <span className="grow">
        <span className="strong">{of.name}</span>
        <span className="small quiet">
          {t('ends', { last: of.last_four })} · {day ? t('used', { date: day }) : t('unused')}
        </span>
        <span className="small quiet">
          {of.scopes.length === PERMISSIONS.length
            ? t('scope.all')
            : of.scopes.map((scope) => t(`scope.${scope}`)).join(', ')}
        </span>
      </span>
      <RowMenu
        label={t('actions', { name: of.name })}
        actions={[
          { label: t('rotate'), act: () => show({ kind: 'rotate', key: of }) },
          { label: t('revoke'), act: () => show({ kind: 'revoke', key: of }) },
        ]}
      />
    </li>
  );
};

/** Keys by which other systems talk to this one. Each is shown once, when it is made. */
export const KeysPage = () => {
  const t = useT('keys');
  const { data } = useSuspenseQuery(keysQuery);
  const [open, show] = useState<Open>(null);
  const valid = data.filter(({ revoked_at }) => revoked_at === null);
  const revoked = data.filter(({ revoked_at }) => revoked_at !== null);
  return (
    <>
      <PageTitle
        title={t('title')}
        note={t('note')}
        actions={
          <button type="button" className="btn primary" onClick={() => show({ kind: 'create' })}>
            {t('create')}
          </button>
        }
      />
      <div className="sections">
        {valid.length === 0 && <Empty>{t('empty')}</Empty>}
        <ul className="rows">
          {valid.map((each) => (
            <KeyRow key={each.id} of={each} show={show} />
          ))}
        </ul>
        {revoked.length > 0 && (
          <section className="section">
            <header>
              <h2>{t('revoked')}</h2>
            </header>
            <ul className="rows">
              {revoked.map(({ id, name, last_four }) => (
                <li key={id} className="off">
                  {name} · {t('ends', { last: last_four })}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <Dialogs open={open} show={show} />
    </>
  );
};
