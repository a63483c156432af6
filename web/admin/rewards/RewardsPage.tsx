import './rewards.css';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide';
import { useState } from 'react';
import type { RewardView } from '#contract/reward.ts';
import { api } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Fault } from '../parts/Fault.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { liveProgramQuery } from '../parts/unit-words.ts';
import { RewardDialog } from './RewardDialog.tsx';
import { type RewardActions, RewardTable } from './RewardTable.tsx';
import { rewardsQuery, useRewardWrite } from './rewards-query.ts';

type Open = { what: 'new' } | { what: 'edit' | 'archive'; reward: RewardView } | null;

const ArchiveDialog = ({ reward, close }: { reward: RewardView; close: () => void }) => {
  const t = useT('rewards');
  const archive = useRewardWrite(() => api.post(`/v1/rewards/${reward.id}/archivals`), close);
  return (
    <FormDialog
      title={t('archive.title', { name: reward.name })}
      submit={t('archive')}
      isPending={archive.isPending}
      fault={archive.error}
      onSubmit={() => archive.mutate(undefined)}
      onClose={close}
    >
      <p>{t('archive.text')}</p>
    </FormDialog>
  );
};

const List = ({ isActive, actions }: { isActive: boolean; actions: RewardActions }) => {
  const t = useT('rewards');
  const { intl } = useLocale();
  const { data, error, refetch } = useQuery(rewardsQuery(isActive, intl));
  if (error) return <Fault fault={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const rewards = data.data;
  if (rewards.length === 0) return <Empty>{t(isActive ? 'empty' : 'empty.archived')}</Empty>;
  return <RewardTable rewards={rewards} actions={actions} />;
};

/** What members can get: price, cost and stock of each reward. */
export const RewardsPage = () => {
  const t = useT('rewards');
  const [isActive, setActive] = useState(true);
  const [open, setOpen] = useState<Open>(null);
  const { data: live } = useQuery(liveProgramQuery);
  const document = live?.document;
  const close = () => setOpen(null);
  const actions: RewardActions = {
    document,
    edit: (reward) => setOpen({ what: 'edit', reward }),
    archive: (reward) => setOpen({ what: 'archive', reward }),
  };
  const edited = open?.what === 'edit' ? open.reward : null;
  const isOnCard = document?.stamp_cards.some(({ reward_id }) => reward_id === edited?.id) ?? false;
  return (
    <>
      <PageTitle
        title={t('title')}
        actions={
          <button type="button" className="btn primary" onClick={() => setOpen({ what: 'new' })}>
            <Icon node={Plus} />
            {t('new')}
          </button>
        }
      />
      <fieldset className="segmented shown">
        <legend className="visually-hidden">{t('shown')}</legend>
        {[true, false].map((each) => (
          <button
            key={String(each)}
            type="button"
            aria-pressed={isActive === each}
            onClick={() => setActive(each)}
          >
            {t(each ? 'shown.active' : 'shown.archived')}
          </button>
        ))}
      </fieldset>
      <List isActive={isActive} actions={actions} />
      {open?.what === 'archive' && <ArchiveDialog reward={open.reward} close={close} />}
      {(open?.what === 'new' || edited) && (
        <RewardDialog reward={edited} isOnCard={isOnCard} close={close} />
      )}
    </>
  );
};
