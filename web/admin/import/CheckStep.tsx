import { useState } from 'react';
import { IMPORT_AWARDS, type ImportAward, type ImportView } from '#contract/import.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { DiscardButton } from './DiscardButton.tsx';
import { ImportFigures } from './ImportFigures.tsx';
import { Rejected } from './Rejected.tsx';
import { useDiscard, useImportStep } from './use-import-step.ts';

type AwardProps = {
  value: ImportAward;
  awardable: number;
  onChange: (award: ImportAward) => void;
};

const AwardChoice = ({ value, awardable, onChange }: AwardProps) => {
  const t = useT('imports');
  const texts = {
    none: t('award.none_text'),
    'live-rules': t('award.live_text', { n: awardable }),
  };
  return (
    <fieldset className="award">
      <legend>{t('award')}</legend>
      {IMPORT_AWARDS.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="award"
            value={each}
            checked={value === each}
            disabled={each === 'live-rules' && awardable === 0}
            onChange={() => onChange(each)}
          />
          <span>
            <span className="strong">{t(`award.${each}`)}</span>
            <span className="small quiet">{texts[each]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
};

type Props = { current: ImportView; onMapping: () => void };

/** The third step: what would be imported and what not, then the decision. */
export const CheckStep = ({ current, onMapping }: Props) => {
  const t = useT('imports');
  const [award, setAward] = useState<ImportAward>('none');
  const discard = useDiscard(current.id);
  const run = useImportStep(() =>
    api.post<ImportView>(`/v1/imports/${current.id}/runs`, { award }),
  );
  const { new_orders: n = 0, known_orders = 0 } = current.counts ?? {};
  const fault = run.error ?? discard.error;
  return (
    <section className="import-step">
      <h2>{t('found')}</h2>
      <ImportFigures current={current} />
      {n === 0 && <p className="notice">{t(known_orders > 0 ? 'nothing_new' : 'nothing_taken')}</p>}
      <Rejected current={current} />
      {n > 0 && (
        <AwardChoice
          value={award}
          awardable={current.counts?.new_orders_with_customer ?? 0}
          onChange={setAward}
        />
      )}
      {fault && <Fault fault={fault} />}
      <div className="import-buttons">
        {n > 0 && (
          <button
            type="button"
            className="btn primary"
            disabled={run.isPending}
            onClick={() => run.mutate()}
          >
            {t(award === 'none' ? 'import' : 'import_award', { n })}
          </button>
        )}
        <button type="button" className="btn plain" onClick={onMapping}>
          {t('change_columns')}
        </button>
        <DiscardButton discard={discard} />
      </div>
      {n > 0 && <p className="small quiet">{t('silent')}</p>}
    </section>
  );
};
