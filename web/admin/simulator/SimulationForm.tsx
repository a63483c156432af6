import { Upload } from 'lucide';
import { useRef } from 'react';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { Icon } from '../parts/Icon.tsx';
import { SelectField } from '../parts/SelectField.tsx';

export type Asked = { days: string; redeems: boolean; breakage: string };

const SPANS = [30, 60, 90];

type Props = {
  asked: Asked;
  change: (part: Partial<Asked>) => void;
  isRunning: boolean;
  run: (file: File | null) => void;
};

const FileButton = ({ isRunning, run }: Pick<Props, 'isRunning' | 'run'>) => {
  const t = useT('simulator');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="btn plain"
        disabled={isRunning}
        onClick={() => input.current?.click()}
      >
        <Icon node={Upload} small />
        {t('run_file')}
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label={t('run_file')}
        accept=".csv,.txt,.tsv,.gz,text/csv"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) run(file);
          target.value = '';
        }}
      />
    </>
  );
};

/** Over which orders, and how members behave. */
export const SimulationForm = ({ asked, change, isRunning, run }: Props) => {
  const t = useT('simulator');
  return (
    <form
      className="simulation-form"
      onSubmit={(event) => {
        event.preventDefault();
        run(null);
      }}
    >
      <SelectField
        label={t('days')}
        value={asked.days}
        options={SPANS.map((n) => ({ value: String(n), label: t('days.n', { n }) }))}
        onChange={(days) => change({ days })}
      />
      <Field
        label={t('breakage')}
        type="number"
        min={0}
        max={100}
        step={1}
        value={asked.breakage}
        onChange={({ target }) => change({ breakage: target.value })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={asked.redeems}
          onChange={({ target }) => change({ redeems: target.checked })}
        />
        <span>{t('redeems')}</span>
      </label>
      <div className="buttons">
        <button type="submit" className="btn primary" disabled={isRunning}>
          {t('run')}
        </button>
        <FileButton isRunning={isRunning} run={run} />
      </div>
    </form>
  );
};
