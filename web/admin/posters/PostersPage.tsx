import { Modal } from '@mantine/core';
import { useMutation, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Printer, TriangleAlert } from 'lucide';
import { useState } from 'react';
import { formatDay } from '#contract/messages/format.ts';
import type { PosterView } from '#contract/poster.ts';
import { ApiFault, api } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Fault } from '../parts/Fault.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { QrCode } from '../parts/QrCode.tsx';
import { RowMenu } from '../parts/RowMenu.tsx';
import { saveFile } from '../parts/save-file.ts';
import { placesQuery } from '../people/people-query.ts';
import { useSession } from '../session.ts';
import { useAddress } from '../setup/address-query.ts';
import { LANGUAGE_NAMES } from '../shell/Me.tsx';
import { CreatePoster } from './CreatePoster.tsx';
import { postersQuery } from './poster-query.ts';
import { SamplePosters } from './SamplePosters.tsx';
import './posters.css';

const CodeDialog = ({ poster, onClose }: { poster: PosterView; onClose: () => void }) => {
  const t = useT('posters');
  const admin = useT('admin');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('show_code')}
      closeButtonProps={{ 'aria-label': admin('cancel') }}
    >
      <div className="poster-code">
        <p className="quiet">{t('code_text')}</p>
        <QrCode text={poster.link} label={t('code_label')} />
        <p className="small">
          <a href={poster.link}>{poster.link}</a>
        </p>
      </div>
    </Modal>
  );
};

const isUnproven = (fault: unknown): boolean =>
  fault instanceof ApiFault && fault.problem.code === 'address_unproven';

/** The PDF; while no phone has proven the poster's address, only on the owner's word. */
const useDownload = (poster: PosterView) =>
  useMutation({
    mutationFn: async (insist: boolean) => {
      const query = insist ? '?insist=true' : '';
      const pdf = await api.blob(`/v1/posters/${poster.id}/pdf${query}`);
      saveFile(pdf, `${poster.kind.replace('_', '-')}-${poster.locale}.pdf`);
    },
  });

const PosterRow = ({ poster }: { poster: PosterView }) => {
  const t = useT('posters');
  const { intl } = useLocale();
  const { shop } = useSession();
  const { data: places } = useSuspenseQuery(placesQuery);
  const download = useDownload(poster);
  const [isShown, setShown] = useState(false);
  const place = places.find(({ id }) => id === poster.location_id)?.name;
  const day = formatDay(Date.parse(poster.created_at), intl, shop.zone);
  const isRefused = isUnproven(download.error);
  return (
    <li>
      <Icon node={Printer} />
      <span className="grow">
        <span className="strong">{t(`kind.${poster.kind}`)}</span>
        <span className="small quiet">
          {[LANGUAGE_NAMES[poster.locale], place, day].filter(Boolean).join(' · ')}
        </span>
        {download.error && !isRefused && <Fault fault={download.error} />}
      </span>
      <span className="tags">
        {poster.members > 0 ? (
          <span className="tag good">{t('members', { n: poster.members })}</span>
        ) : (
          <span className="tag">{t(poster.opened_at ? 'opened' : 'not_opened')}</span>
        )}
      </span>
      <RowMenu
        label={t('actions', { name: t(`kind.${poster.kind}`) })}
        actions={[
          { label: t('download'), act: () => download.mutate(false) },
          { label: t('show_code'), act: () => setShown(true) },
        ]}
      />
      {isShown && <CodeDialog poster={poster} onClose={() => setShown(false)} />}
      {isRefused && (
        <FormDialog
          title={t('insist_title')}
          submit={t('insist')}
          isPending={download.isPending}
          fault={null}
          onSubmit={() => download.mutate(true)}
          onClose={download.reset}
        >
          <p>{t('insist_text')}</p>
        </FormDialog>
      )}
    </li>
  );
};

const AddressWarning = () => {
  const t = useT('posters');
  const { data } = useAddress();
  if (!data || data.state === 'proven') return null;
  return (
    <p className="notice warn">
      <Icon node={TriangleAlert} />
      <span className="grow">
        {t('address_warn', { origin: data.origin })}{' '}
        <Link to="/admin/settings/address">{t('address_link')}</Link>
      </span>
    </p>
  );
};

/** Posters and table tents, with how many members each has brought. */
export const PostersPage = () => {
  const t = useT('posters');
  const list = useSuspenseInfiniteQuery(postersQuery);
  const [isCreating, setCreating] = useState(false);
  const posters = list.data.pages.flatMap((page) => page.data);
  return (
    <>
      <PageTitle
        title={t('title')}
        note={t('note')}
        actions={
          <button type="button" className="btn primary" onClick={() => setCreating(true)}>
            {t('create')}
          </button>
        }
      />
      <div className="sections">
        <AddressWarning />
        {posters.length === 0 && <Empty sample={<SamplePosters />}>{t('empty')}</Empty>}
        <ul className="rows">
          {posters.map((poster) => (
            <PosterRow key={poster.id} poster={poster} />
          ))}
        </ul>
        <MoreButton list={list} />
      </div>
      {isCreating && <CreatePoster onClose={() => setCreating(false)} />}
    </>
  );
};
