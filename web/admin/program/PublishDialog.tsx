import { useState } from 'react';
import { plainText } from '#contract/marked-text.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { FormDialog } from '../parts/FormDialog.tsx';
import type { Term } from './terms.ts';
import type { DraftControls } from './use-draft.ts';

type Props = {
  number: number;
  terms: readonly Term[];
  publish: DraftControls['publish'];
  close: () => void;
};

/** What publishing changes, sentence by sentence, before it is done. */
export const PublishDialog = ({ number, terms, publish, close }: Props) => {
  const t = useT('program');
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={t('publish.what')}
      submit={t('publish', { n: number })}
      isPending={publish.isPending}
      fault={publish.error}
      onSubmit={() => publish.mutate(note, { onSuccess: close })}
      onClose={close}
    >
      <ul className="rows differences">
        {terms.map((term) => (
          <li key={`${term.key}/${term.state}`}>
            <div className="grow">
              {term.before && term.state !== 'same' && (
                <s className="small quiet">{plainText(term.before)}</s>
              )}
              {term.state !== 'removed' && <p>{plainText(term.sentence)}</p>}
            </div>
          </li>
        ))}
      </ul>
      <p className="small quiet">{t('publish.kept')}</p>
      <Field
        label={t('publish.note')}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
};
