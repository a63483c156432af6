import type { ImportGuess } from '#contract/import.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { SelectField } from '../parts/SelectField.tsx';

const DELIMITERS = { semicolon: ';', comma: ',', tab: '\t', pipe: '|', space: ' ' } as const;
const NAMES = ['semicolon', 'comma', 'tab', 'pipe', 'space'] as const;
/** What programs of our countries write; any other that was recognized stands beside them. */
const ENCODINGS = ['utf-8', 'windows-1250', 'iso-8859-2', 'windows-1252', 'utf-16le'];
const DATE_FORMATS = ['dmy', 'mdy', 'ymd'] as const;

type Props = { draft: ImportGuess; change: (changes: Partial<ImportGuess>) => void };

/** What makes rows and columns of the file; a change has the columns recognized anew. */
const TableFields = ({ draft, change }: Props) => {
  const t = useT('imports');
  const known = NAMES.map((name) => ({
    value: DELIMITERS[name] as string,
    label: t(`delimiter.${name}`),
  }));
  const delimiters = known.some(({ value }) => value === draft.delimiter)
    ? known
    : [...known, { value: draft.delimiter, label: draft.delimiter }];
  return (
    <>
      <SelectField
        label={t('encoding')}
        value={draft.encoding}
        options={[...new Set([...ENCODINGS, draft.encoding])].map((value) => ({
          value,
          label: value.toUpperCase(),
        }))}
        onChange={(encoding) => change({ encoding })}
      />
      <SelectField
        label={t('delimiter')}
        value={draft.delimiter}
        options={delimiters}
        onChange={(delimiter) => change({ delimiter })}
      />
      <SelectField
        label={t('header')}
        value={draft.header ? 'yes' : 'no'}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`header.${value}`) }))}
        onChange={(header) => change({ header: header === 'yes' })}
      />
    </>
  );
};

/** Everything about a file beside its columns. Mostly right as recognized, so it is folded. */
export const LayoutFields = ({ draft, change }: Props) => {
  const t = useT('imports');
  return (
    <details className="layout">
      <summary>{t('layout')}</summary>
      <div className="layout-fields">
        <TableFields draft={draft} change={change} />
        <SelectField
          label={t('decimal')}
          value={draft.decimal}
          options={[
            { value: ',', label: t('decimal.comma') },
            { value: '.', label: t('decimal.point') },
          ]}
          onChange={(decimal) => change({ decimal })}
        />
        <SelectField
          label={t('dates')}
          value={draft.date_format}
          options={DATE_FORMATS.map((value) => ({ value, label: t(`dates.${value}`) }))}
          onChange={(date_format) => change({ date_format })}
        />
        <SelectField
          label={t('duplicates')}
          value={draft.duplicates}
          options={(['keep', 'drop'] as const).map((value) => ({
            value,
            label: t(`duplicates.${value}`),
          }))}
          onChange={(duplicates) => change({ duplicates })}
        />
        <Field
          label={t('prefix')}
          help={t('prefix.help')}
          maxLength={10}
          value={draft.cancellation_prefix ?? ''}
          onChange={(event) => change({ cancellation_prefix: event.target.value.trim() || null })}
        />
      </div>
    </details>
  );
};
