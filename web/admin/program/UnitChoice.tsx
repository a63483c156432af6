import type { ProgramDocument } from '#core/program.ts';
import { useLocale } from '../i18n.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { unitName } from '../parts/unit-words.ts';
import { useSession } from '../session.ts';

type Props = {
  document: ProgramDocument;
  value: string;
  label: string;
  choose: (unit: string) => void;
};

/** One of the program's units by its name. */
export const UnitChoice = ({ document, value, label, choose }: Props) => {
  const { intl } = useLocale();
  const { shop } = useSession();
  const words = { reader: intl, merchant: shop.locale };
  return (
    <SelectField
      label={label}
      value={value}
      options={document.units.map(({ id }) => ({
        value: id,
        label: unitName(document.units, id, words),
      }))}
      onChange={choose}
    />
  );
};
