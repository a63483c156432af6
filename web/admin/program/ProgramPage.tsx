import './program.css';
import '../parts/preview.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProgramDraftView, ProgramVersionView } from '#contract/program.ts';
import type { RewardView } from '#contract/reward.ts';
import { sentenceWriter } from '#contract/rule-sentence.ts';
import type { ProgramDocument } from '#core/program.ts';
import { useLocale, useT } from '../i18n.tsx';
import { CardPreview } from '../parts/CardPreview.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { liveProgramQuery } from '../parts/unit-words.ts';
import { rewardsQuery } from '../rewards/rewards-query.ts';
import { useSession } from '../session.ts';
import { locationsQuery } from '../settings/locations-query.ts';
import { Editor } from './Editor.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { draftQuery } from './program-query.ts';
import { type Term, termsOf, type Written } from './terms.ts';
import { type DraftControls, useDraft } from './use-draft.ts';
import { Versions } from './Versions.tsx';
import { Warnings } from './Warnings.tsx';

type Loaded = {
  live: ProgramVersionView;
  stored: ProgramDraftView | null;
  rewards: readonly RewardView[];
};

/** The draft and what is live, each with who writes its sentences. */
const useWritten = ({ rewards }: Loaded): ((document: ProgramDocument) => Written) => {
  const { locale } = useLocale();
  const { shop } = useSession();
  const { data: locations = [] } = useQuery(locationsQuery);
  const names = (items: readonly { id: string; name: string }[]) =>
    Object.fromEntries(items.map(({ id, name }) => [id, name]));
  const readers = {
    ...{ rewardNames: names(rewards), locationNames: names(locations) },
    ...{ locale, merchantLocale: shop.locale },
  };
  return (document) => ({ document, writer: sentenceWriter({ document, ...readers }) });
};

type TitleProps = { live: ProgramVersionView; isChanged: boolean; draft: DraftControls };

const Title = ({ live, isChanged, draft }: TitleProps) => {
  const t = useT('program');
  const { intl } = useLocale();
  const { shop } = useSession();
  const format = new Intl.DateTimeFormat(intl, { dateStyle: 'long', timeZone: shop.zone });
  const day = format.format(new Date(live.published_at));
  const state = draft.isSaving ? t('saving') : draft.isSaved ? t('saved') : '';
  return (
    <>
      <PageTitle
        title={t('title')}
        tag={isChanged && <span className="tag warn">{t('draft_of', { n: live.number + 1 })}</span>}
        note={t(isChanged ? 'guests_see' : 'live', { n: live.number, day })}
        actions={
          <span className="small quiet" role="status">
            {state}
          </span>
        }
      />
      {draft.save.error && <Fault fault={draft.save.error} />}
    </>
  );
};

type FootProps = { live: ProgramVersionView; terms: readonly Term[]; draft: DraftControls };

const PublishFoot = ({ live, terms, draft }: FootProps) => {
  const t = useT('program');
  const [isOpen, setOpen] = useState(false);
  const number = live.number + 1;
  return (
    <div className="publish">
      <button
        type="button"
        className="btn primary"
        disabled={draft.isSaving || draft.save.isError}
        onClick={() => setOpen(true)}
      >
        {t('publish', { n: number })}
      </button>
      <button type="button" className="btn plain" onClick={() => draft.discard.mutate()}>
        {t('discard')}
      </button>
      {draft.discard.error && <Fault fault={draft.discard.error} />}
      {isOpen && (
        <PublishDialog
          number={number}
          terms={terms}
          publish={draft.publish}
          close={() => setOpen(false)}
        />
      )}
    </div>
  );
};

/** A unit's words change no sentence of their own, yet they are a change. */
const isChangedFrom = (live: ProgramDocument, document: ProgramDocument): boolean =>
  JSON.stringify(live) !== JSON.stringify(document);

const Known = (loaded: Loaded) => {
  const { live, stored, rewards } = loaded;
  const { shop } = useSession();
  const draft = useDraft(live, stored);
  const { document } = draft;
  const written = useWritten(loaded);
  const edited = written(document);
  const terms = termsOf(edited, written(live.document));
  const isChanged = isChangedFrom(live.document, document);
  const different = terms.filter(({ state }) => state !== 'same');
  return (
    <>
      <Title live={live} isChanged={isChanged} draft={draft} />
      <div className="program-columns">
        <div className="program-main">
          <Editor
            live={live}
            rewards={rewards}
            draft={draft}
            terms={terms}
            writer={edited.writer}
          />
          <Warnings document={document} rewards={rewards} />
          {isChanged && <PublishFoot live={live} terms={different} draft={draft} />}
          <Versions />
        </div>
        <CardPreview
          shop={shop.name}
          color={shop.branding.color}
          logo={shop.branding.logo_url}
          document={document}
          rewards={rewards}
          merchantLocale={shop.locale}
        />
      </div>
    </>
  );
};

/** The program as sentences that are edited in place, beside the card that comes of it. */
export const ProgramPage = () => {
  const { intl } = useLocale();
  const live = useQuery(liveProgramQuery);
  const stored = useQuery(draftQuery);
  const rewards = useQuery(rewardsQuery(true, intl));
  const fault = live.error ?? stored.error ?? rewards.error;
  if (fault) return <Fault fault={fault} />;
  if (!live.data || stored.data === undefined || !rewards.data) return <Loading />;
  return (
    <Known
      key={live.data.number}
      live={live.data}
      stored={stored.data}
      rewards={rewards.data.data}
    />
  );
};
