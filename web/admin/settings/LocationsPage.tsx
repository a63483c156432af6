import { useSuspenseQuery } from '@tanstack/react-query';
import { MapPin, ShoppingBag } from 'lucide';
import { useState } from 'react';
import type { LocationView } from '#contract/location.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Former } from '../parts/Former.tsx';
import { Icon } from '../parts/Icon.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { RowMenu } from '../parts/RowMenu.tsx';
import { useMay } from '../session.ts';
import { useChange } from '../use-change.ts';
import { LocationDialog } from './LocationDialog.tsx';
import { locationsQuery, useStaleLocations } from './locations-query.ts';

type Open =
  | { kind: 'add' }
  | { kind: 'change'; location: LocationView }
  | { kind: 'archive'; location: LocationView }
  | null;

const ArchiveLocation = (props: { location: LocationView; onClose: () => void }) => {
  const { location, onClose } = props;
  const t = useT('settings');
  return (
    <ConfirmDialog
      title={t('archive_title', { name: location.name })}
      text={t('archive_text')}
      submit={t('archive')}
      path={`/v1/locations/${location.id}/archivals`}
      stale={locationsQuery.queryKey}
      onDone={useStaleLocations()}
      onClose={onClose}
    />
  );
};

type RowProps = { location: LocationView; onOpen: (open: Open) => void };

const LocationRow = ({ location, onOpen }: RowProps) => {
  const t = useT('settings');
  const mayWrite = useMay('locations:write');
  const makeDefault = useChange(
    () => api.patch(`/v1/locations/${location.id}`, { is_default: true }),
    locationsQuery.queryKey,
  );
  const change = { label: t('location_change'), act: () => onOpen({ kind: 'change', location }) };
  const others = [
    { label: t('make_default'), act: () => makeDefault.mutate(undefined) },
    { label: t('archive'), act: () => onOpen({ kind: 'archive', location }) },
  ];
  return (
    <li>
      <Icon node={location.kind === 'online' ? ShoppingBag : MapPin} />
      <span className="grow">
        <span className="strong">{location.name}</span>
        <span className="small quiet">{t(`kind.${location.kind}`)}</span>
        {makeDefault.error && <Fault fault={makeDefault.error} />}
      </span>
      {location.is_default && <span className="tag">{t('default')}</span>}
      {mayWrite && (
        <RowMenu
          label={t('actions', { name: location.name })}
          actions={location.is_default ? [change] : [change, ...others]}
        />
      )}
    </li>
  );
};

const Dialogs = ({ open, onClose }: { open: Open; onClose: () => void }) => {
  if (open === null) return null;
  if (open.kind === 'archive') return <ArchiveLocation {...open} onClose={onClose} />;
  const location = open.kind === 'change' ? open.location : null;
  return <LocationDialog location={location} onClose={onClose} />;
};

/** The places purchases belong to. One is the default; archived ones keep their history. */
export const LocationsPage = () => {
  const t = useT('settings');
  const mayWrite = useMay('locations:write');
  const { data } = useSuspenseQuery(locationsQuery);
  const [open, setOpen] = useState<Open>(null);
  const archived = data.filter((each) => each.archived);
  return (
    <>
      <PageTitle
        title={t('locations')}
        note={t('default_text')}
        actions={
          mayWrite && (
            <button type="button" className="btn primary" onClick={() => setOpen({ kind: 'add' })}>
              {t('location_add')}
            </button>
          )
        }
      />
      <div className="sections">
        <ul className="rows">
          {data
            .filter((each) => !each.archived)
            .map((location) => (
              <LocationRow key={location.id} location={location} onOpen={setOpen} />
            ))}
        </ul>
        <Former title={t('archived')} items={archived} />
      </div>
      <Dialogs open={open} onClose={() => setOpen(null)} />
    </>
  );
};
