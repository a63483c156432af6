import './try.css';
import './missed.css';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { LocationView } from '#contract/location.ts';
import type { MemberView } from '#contract/member.ts';
import type { ProgramDraftView, ProgramVersionView } from '#contract/program.ts';
import { useLocale, useT } from '../i18n.tsx';
import { memberQuery } from '../member/member-query.ts';
import { Fault } from '../parts/Fault.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { liveProgramQuery } from '../parts/unit-words.ts';
import { draftQuery } from '../program/program-query.ts';
import { useSession } from '../session.ts';
import { locationsQuery } from '../settings/locations-query.ts';
import { TryForm } from './TryForm.tsx';
import { TryResult } from './TryResult.tsx';
import { emptyTry, previewBody } from './try-draft.ts';
import { previewQuery } from './try-query.ts';
import { useLater } from './use-later.ts';

const PAUSE_MS = 250;

type Loaded = {
  live: ProgramVersionView;
  stored: ProgramDraftView | null;
  places: readonly LocationView[];
  member: MemberView | null;
};

const Known = ({ live, stored, places, member }: Loaded) => {
  const t = useT('try');
  const { locale } = useLocale();
  const { shop } = useSession();
  const chosen = member && { id: member.id, name: member.name };
  const [draft, setDraft] = useState(() => emptyTry(chosen, stored ? 'draft' : 'live'));
  const document = draft.program === 'draft' && stored ? stored.document : live.document;
  const asked = { currency: shop.currency, zone: shop.zone, draftId: stored?.id ?? null };
  const body = useLater(JSON.stringify(previewBody(draft, asked)), PAUSE_MS);
  const parsed = JSON.parse(body) as object | null;
  const { data, error, isPlaceholderData } = useQuery(previewQuery(parsed, locale));
  const change = (part: Partial<typeof draft>) => setDraft((known) => ({ ...known, ...part }));
  return (
    <div className="try-columns">
      <TryForm
        draft={draft}
        change={change}
        document={document}
        hasDraft={stored !== null}
        places={places}
      />
      {error && <Fault fault={error} />}
      {!error && (parsed === null || !data) && (
        <p className="try-waiting quiet">{t('result.waiting')}</p>
      )}
      {!error && parsed !== null && data && (
        <TryResult preview={data} units={document.units} isOld={isPlaceholderData} />
      )}
    </div>
  );
};

/** A purchase typed in, and at once what would come of it and why; nothing is recorded. */
export const TryPage = () => {
  const t = useT('try');
  const { member: id } = useSearch({ strict: false }) as { member?: string };
  const live = useQuery(liveProgramQuery);
  const stored = useQuery(draftQuery);
  const places = useQuery(locationsQuery);
  const member = useQuery({ ...memberQuery(id ?? ''), enabled: id !== undefined });
  const fault = live.error ?? stored.error ?? places.error ?? member.error;
  const isReady = live.data && stored.data !== undefined && places.data;
  const open = places.data?.filter(({ archived }) => !archived) ?? [];
  return (
    <>
      <PageTitle title={t('title')} note={t('note')} />
      {fault && <Fault fault={fault} />}
      {!fault && isReady && (id === undefined || member.data) ? (
        <Known
          key={id}
          live={live.data}
          stored={stored.data ?? null}
          places={open}
          member={member.data ?? null}
        />
      ) : (
        !fault && <Loading />
      )}
    </>
  );
};
