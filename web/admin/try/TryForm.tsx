import type { LocationView } from '#contract/location.ts';
import type { ProgramDocument } from '#core/program.ts';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { useUnits } from '../parts/unit-words.ts';
import { useSession } from '../session.ts';
import { LinesField } from './LinesField.tsx';
import { MemberField } from './MemberField.tsx';
import { categoriesOf, MODES, type TryDraft } from './try-draft.ts';

type Props = {
  draft: TryDraft;
  change: (part: Partial<TryDraft>) => void;
  document: ProgramDocument;
  hasDraft: boolean;
  places: readonly LocationView[];
};

const Mode = ({ draft, change }: Pick<Props, 'draft' | 'change'>) => {
  const t = useT('try');
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{t('what')}</legend>
      {MODES.map((mode) => (
        <button
          key={mode}
          type="button"
          aria-pressed={draft.mode === mode}
          onClick={() => change({ mode })}
        >
          {t(`mode.${mode}`)}
        </button>
      ))}
    </fieldset>
  );
};

const Taps = ({ draft, change, document }: Pick<Props, 'draft' | 'change' | 'document'>) => {
  const t = useT('try');
  const { named } = useUnits();
  const units = document.units.filter(({ kind }) => kind === 'stamps');
  return units.map(({ id }) => (
    <Field
      key={id}
      label={t('stamps', { unit: named(id) })}
      inputMode="numeric"
      value={draft.stamps[id] ?? ''}
      onChange={({ target }) => change({ stamps: { ...draft.stamps, [id]: target.value } })}
    />
  ));
};

const What = (props: Props) => {
  const { draft, change, document } = props;
  const t = useT('try');
  const { currency } = useSession().shop;
  if (draft.mode === 'visit') return <Taps {...props} />;
  if (draft.mode === 'amount') {
    return (
      <Field
        label={`${t('amount')} (${currency})`}
        inputMode="decimal"
        autoComplete="off"
        autoFocus
        value={draft.amount}
        onChange={({ target }) => change({ amount: target.value })}
      />
    );
  }
  const categories = categoriesOf(document);
  return (
    <LinesField lines={draft.lines} categories={categories} change={(lines) => change({ lines })} />
  );
};

/** Who buys what, when and where. */
export const TryForm = (props: Props) => {
  const { draft, change, hasDraft, places } = props;
  const t = useT('try');
  return (
    <form className="try-form" onSubmit={(event) => event.preventDefault()}>
      {hasDraft && (
        <SelectField
          label={t('program')}
          value={draft.program}
          options={(['live', 'draft'] as const).map((value) => ({
            value,
            label: t(`program.${value}`),
          }))}
          onChange={(program) => change({ program })}
        />
      )}
      <Mode {...props} />
      <What {...props} />
      <MemberField member={draft.member} choose={(member) => change({ member })} />
      <Field
        label={t('when')}
        help={t('when.help')}
        type="datetime-local"
        value={draft.when}
        onChange={({ target }) => change({ when: target.value })}
      />
      {places.length > 1 && (
        <SelectField
          label={t('where')}
          value={draft.place}
          options={places.map(({ id, name, is_default }) => ({
            value: is_default ? '' : id,
            label: name,
          }))}
          onChange={(place) => change({ place })}
        />
      )}
    </form>
  );
};
