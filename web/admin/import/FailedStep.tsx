import { TriangleAlert } from 'lucide';
import type { ImportView } from '#contract/import.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Icon } from '../parts/Icon.tsx';
import { DiscardButton } from './DiscardButton.tsx';
import { ImportFigures } from './ImportFigures.tsx';
import { useDiscard, useImportStep } from './use-import-step.ts';

type Props = { current: ImportView; onMapping: () => void };

/** What could not be finished, why, and how it goes on. */
export const FailedStep = ({ current, onMapping }: Props) => {
  const t = useT('imports');
  const { id, award, started_at, fault } = current;
  const discard = useDiscard(id);
  const again = useImportStep(() =>
    started_at === null
      ? api.post<ImportView>(`/v1/imports/${id}/checks`)
      : api.post<ImportView>(`/v1/imports/${id}/runs`, { award }),
  );
  const refused = again.error ?? discard.error;
  return (
    <section className="import-step">
      <div className="notice bad" role="alert">
        <Icon node={TriangleAlert} />
        <div className="grow">
          <p className="strong">{t('failed')}</p>
          <p>{t(`failed.${fault ?? 'internal'}`)}</p>
        </div>
      </div>
      {started_at !== null && <ImportFigures current={current} />}
      {refused && <Fault fault={refused} />}
      <div className="import-buttons">
        <button
          type="button"
          className="btn primary"
          disabled={again.isPending}
          onClick={() => again.mutate()}
        >
          {t('again')}
        </button>
        {started_at === null && (
          <>
            <button type="button" className="btn plain" onClick={onMapping}>
              {t('change_columns')}
            </button>
            <DiscardButton discard={discard} />
          </>
        )}
      </div>
    </section>
  );
};
