import type { IconNode } from 'lucide';
import { createElement } from 'react';

type Props = { node: IconNode; small?: boolean };

/** React wants `strokeWidth`, the icon data says `stroke-width`. */
const camel = (attributes: Record<string, string | number | undefined>) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

/** A Lucide icon (ISC). Always decorative: the word stands beside it or on the control. */
export const Icon = ({ node, small = false }: Props) => (
  <svg
    className={small ? 'icon s' : 'icon'}
    viewBox="0 0 24 24"
    focusable="false"
    aria-hidden="true"
  >
    {node.map(([tag, attributes], at) => createElement(tag, { key: at, ...camel(attributes) }))}
  </svg>
);
