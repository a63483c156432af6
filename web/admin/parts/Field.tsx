import { type InputHTMLAttributes, type ReactNode, useId } from 'react';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & {
  label: string;
  help?: ReactNode;
  /** What is wrong and what to do; also read out. */
  fault?: string | undefined;
};

/** Label above, help below; a fault takes the help's place. */
export const Field = ({ label, help, fault, ...input }: Props) => {
  const id = useId();
  const below = fault ?? help;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        aria-invalid={fault ? true : undefined}
        aria-describedby={below ? `${id}-below` : undefined}
      />
      {below && (
        <span id={`${id}-below`} className={fault ? 'help fault' : 'help'}>
          {below}
        </span>
      )}
    </div>
  );
};
