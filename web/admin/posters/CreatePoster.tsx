import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { POSTER_KINDS, type PosterKind, type PosterView } from '#contract/poster.ts';
import { LOCALES } from '#core/program.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { placesQuery } from '../people/people-query.ts';
import { useSession } from '../session.ts';
import { LANGUAGE_NAMES } from '../shell/Me.tsx';
import { useChange } from '../use-change.ts';
import { postersQuery } from './poster-query.ts';

const ANYWHERE = '';

/** Format, language and place of a new poster. */
export const CreatePoster = ({ onClose }: { onClose: () => void }) => {
  const t = useT('posters');
  const { shop } = useSession();
  const { data: places } = useSuspenseQuery(placesQuery);
  const [kind, setKind] = useState<PosterKind>('poster');
  const [locale, setLocale] = useState(shop.locale);
  const [place, setPlace] = useState(ANYWHERE);
  const create = useChange(
    () =>
      api.post<PosterView>('/v1/posters', {
        kind,
        locale,
        ...(place === ANYWHERE ? {} : { location_id: place }),
      }),
    postersQuery.queryKey,
    onClose,
  );
  return (
    <FormDialog
      title={t('create')}
      submit={t('submit')}
      isPending={create.isPending}
      fault={create.error}
      onSubmit={() => create.mutate(undefined)}
      onClose={onClose}
    >
      <SelectField
        label={t('kind')}
        value={kind}
        options={POSTER_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={setKind}
      />
      <SelectField
        label={t('language')}
        value={locale}
        options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={setLocale}
      />
      {places.length > 1 && (
        <SelectField
          label={t('location')}
          value={place}
          options={[
            { value: ANYWHERE, label: t('any_location') },
            ...places.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setPlace}
        />
      )}
    </FormDialog>
  );
};
