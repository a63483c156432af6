import logo from './logo.svg?raw';
import symbol from './logo-symbol.svg?raw';

/**
 * Stamgast's own mark; `word` adds the name. Colors of `.symbol` and `.word` may be set by CSS.
 * The markup is ours and constant, so it is set as it stands.
 */
export const Logo = ({ word = false }: { word?: boolean }) => (
  <span class="logo" dangerouslySetInnerHTML={{ __html: word ? logo : symbol }} />
);
