import type { IconNode } from 'lucide';
import { createElement } from 'preact';

type Props = {
  /** An icon of the package `lucide`; import it by name so that only used ones are bundled. */
  node: IconNode;
  /** The 16 px size beside small text. */
  small?: boolean;
  /** Without the 20 px class: where the place decides the size, as in a stamp. */
  bare?: boolean;
};

/** A Lucide icon (ISC). Always decorative: the word stands beside it or on the control. */
export const Icon = ({ node, small = false, bare = false }: Props) => (
  <svg
    class={bare ? undefined : small ? 'icon s' : 'icon'}
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
  >
    {node.map(([tag, attributes], at) => createElement(tag, { key: at, ...attributes }))}
  </svg>
);
