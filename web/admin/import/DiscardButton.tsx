import { useT } from '../i18n.tsx';
import type { useDiscard } from './use-import-step.ts';

/** Forgets the upload, at every step before something is written. */
export const DiscardButton = ({ discard }: { discard: ReturnType<typeof useDiscard> }) => {
  const t = useT('imports');
  return (
    <button
      type="button"
      className="btn"
      disabled={discard.isPending}
      onClick={() => discard.mutate()}
    >
      {t('discard')}
    </button>
  );
};
