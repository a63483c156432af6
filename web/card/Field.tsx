import { CircleAlert } from 'lucide';
import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import type { FieldView } from '#contract/card-pages.ts';
import { Icon } from '../shared/Icon.tsx';

type Props = {
  name: string;
  label: string;
  field: FieldView;
  help?: string;
  input?: InputHTMLAttributes<HTMLInputElement>;
  /** What stands behind the error, e.g. a link that helps. */
  children?: ComponentChildren;
};

/** A field with its label above, help below and, when it needs mending, what to do. */
export const Field = ({ name, label, field, help, input, children }: Props) => {
  const notes = [field.error ? `${name}-error` : '', help ? `${name}-help` : ''].filter(Boolean);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        {...input}
        id={name}
        name={name}
        value={field.value}
        aria-invalid={field.error ? 'true' : undefined}
        aria-describedby={notes.join(' ') || undefined}
      />
      {field.error ? (
        <p class="error" id={`${name}-error`}>
          <Icon node={CircleAlert} small />
          <span>
            {field.error} {children}
          </span>
        </p>
      ) : null}
      {help ? (
        <span class="help" id={`${name}-help`}>
          {help}
        </span>
      ) : null}
    </div>
  );
};
