import { Check } from 'lucide';
import { Icon } from './Icon.tsx';
import './steps.css';

type Props = { names: readonly string[]; current: number; label?: string };

/** Where one is on a way of a few steps; what lies behind is ticked off. */
export const Steps = ({ names, current, label }: Props) => (
  <ol className="steps" aria-label={label}>
    {names.map((name, at) => (
      <li key={name} {...(at === current ? { 'aria-current': 'step' as const } : {})}>
        <span className="n">{at < current ? <Icon node={Check} small /> : at + 1}</span>
        <span className="word">{name}</span>
      </li>
    ))}
  </ol>
);
