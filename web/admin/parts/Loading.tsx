import { useT } from '../i18n.tsx';

/** Grey lines where text will be, at the size it will have, so nothing shifts. */
export const Loading = ({ rows = 6 }: { rows?: number }) => {
  const t = useT('admin');
  return (
    <div className="loading" role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: rows }, (_, at) => (
        <i key={`row-${at + 1}`} aria-hidden="true" />
      ))}
    </div>
  );
};
