import { type ReactNode, useId } from 'react';
import './parts.css';

type Props<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  help?: ReactNode;
};

/** One of a few, by the system's own list: it works with every keyboard and every thumb. */
export const SelectField = <Value extends string>(props: Props<Value>) => {
  const { label, value, options, onChange, help } = props;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        aria-describedby={help ? `${id}-below` : undefined}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
      {help && (
        <span id={`${id}-below`} className="help">
          {help}
        </span>
      )}
    </div>
  );
};
