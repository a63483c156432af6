import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportGuess, ImportView } from '#contract/import.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { ColumnFields } from './ColumnFields.tsx';
import { DiscardButton } from './DiscardButton.tsx';
import { type Layout, layoutOf, tableQuery } from './import-query.ts';
import { LayoutFields } from './LayoutFields.tsx';
import { useDiscard, useImportStep } from './use-import-step.ts';

type Props = { current: ImportView; onChecked: () => void };

/** The mapping while it is edited. In another lay-out the columns are recognized anew. */
const useDraft = ({ id, mapping }: ImportView) => {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<ImportGuess>(mapping);
  const relayout = useMutation({
    mutationFn: (layout: Layout) => queries.fetchQuery(tableQuery(id, layout)),
    onSuccess: ({ recognized }, layout) => {
      const { duplicates, source } = draft;
      setDraft({ ...recognized, ...layout, duplicates, source });
    },
  });
  const change = (changes: Partial<ImportGuess>) => {
    const next = { ...draft, ...changes };
    const isSame = JSON.stringify(layoutOf(next)) === JSON.stringify(layoutOf(draft));
    if (isSame) setDraft(next);
    else relayout.mutate(layoutOf(next));
  };
  return { draft, change, setDraft, relayout };
};

/** The second step: which column holds what, over the first rows of the file. */
export const ColumnsStep = ({ current, onChecked }: Props) => {
  const t = useT('imports');
  const { draft, change, setDraft, relayout } = useDraft(current);
  const { data: table } = useSuspenseQuery(tableQuery(current.id, layoutOf(draft)));
  const discard = useDiscard(current.id);
  const check = useImportStep(async () => {
    await api.put(`/v1/imports/${current.id}/mapping`, draft);
    return api.post<ImportView>(`/v1/imports/${current.id}/checks`);
  }, onChecked);
  const { date, order } = draft.columns;
  const fault = relayout.error ?? check.error ?? discard.error;
  return (
    <section className="import-step">
      <div>
        <h2>{t('columns.title')}</h2>
        <p className="quiet">{t('columns.text', { name: current.file_name })}</p>
      </div>
      <ColumnFields draft={draft} table={table} onChange={setDraft} />
      {date === undefined && <p className="notice warn">{t('date_missing')}</p>}
      {date !== undefined && order === undefined && <p className="notice">{t('no_order')}</p>}
      <LayoutFields draft={draft} change={change} />
      {fault && <Fault fault={fault} />}
      <div className="import-buttons">
        <button
          type="button"
          className="btn primary"
          disabled={date === undefined || check.isPending || relayout.isPending}
          onClick={() => check.mutate()}
        >
          {t('check')}
        </button>
        <DiscardButton discard={discard} />
      </div>
    </section>
  );
};
