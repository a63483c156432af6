import { TriangleAlert } from 'lucide';
import { ApiFault } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Icon } from './Icon.tsx';

type Props = { fault: unknown; retry?: (() => void) | undefined };

/** What went wrong in the server's words, or that it can't be reached, and the way on. */
export const Fault = ({ fault, retry }: Props) => {
  const t = useT('admin');
  const refused = fault instanceof ApiFault;
  // Whoever asks us for help names the request; a mistake of one's own needs no number.
  const request = refused && fault.problem.status >= 500 ? fault.problem.request_id : undefined;
  return (
    <div className="notice bad" role="alert">
      <Icon node={TriangleAlert} />
      <div className="grow">
        {refused && <p className="strong">{fault.problem.title}</p>}
        <p>{refused ? fault.problem.detail : t('fault.unreachable')}</p>
        {request && <p className="small">{t('fault.request', { id: request })}</p>}
      </div>
      {retry && (
        <button type="button" className="btn plain" onClick={retry}>
          {t('fault.retry')}
        </button>
      )}
    </div>
  );
};
