import { useId } from 'react';
import { IMPORT_FIELDS, type ImportGuess, type ImportTable } from '#contract/import.ts';
import { useT } from '../i18n.tsx';
import { assign, type ColumnUse, columnsOf, type ShownColumn, useOf } from './mapping-draft.ts';

const USES: readonly ColumnUse[] = ['unused', ...IMPORT_FIELDS];

type ColumnProps = { column: ShownColumn; use: ColumnUse; onUse: (use: ColumnUse) => void };

const Column = ({ column, use, onUse }: ColumnProps) => {
  const t = useT('imports');
  const id = useId();
  const name = column.name ?? t('column', { n: column.place + 1 });
  return (
    <li className={use === 'unused' ? 'column unused' : 'column'}>
      <select
        id={id}
        className="input"
        aria-label={t('column.holds', { name })}
        value={use}
        onChange={(event) => onUse(event.target.value as ColumnUse)}
      >
        {USES.map((each) => (
          <option key={each} value={each}>
            {t(`field.${each}`)}
          </option>
        ))}
      </select>
      <label htmlFor={id} className="small">
        {name}
      </label>
      <ul className="cells">
        {column.cells.map((cell, at) => (
          <li key={`row-${at + 1}`}>{cell || '\u00a0'}</li>
        ))}
      </ul>
    </li>
  );
};

type Props = { draft: ImportGuess; table: ImportTable; onChange: (draft: ImportGuess) => void };

/** Each column of the file with what it holds above it and its first rows below. */
export const ColumnFields = ({ draft, table, onChange }: Props) => (
  <ul className="columns">
    {columnsOf(table).map((column) => (
      <Column
        key={column.place}
        column={column}
        use={useOf(draft, table.header, column.place)}
        onUse={(use) => onChange(assign(draft, table.header, column.place, use))}
      />
    ))}
  </ul>
);
