import logo from '../../shared/logo.svg?raw';

/** Stamgast's own mark and name. The markup is ours and constant, so it is set as it stands. */
export const Brand = () => (
  <span className="brand" ref={(node) => void (node && !node.firstChild && node.append(drawn()))} />
);

const drawn = (): Node => {
  const parsed = new DOMParser().parseFromString(logo, 'image/svg+xml').documentElement;
  return document.importNode(parsed, true);
};
