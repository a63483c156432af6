import type { ReactNode } from 'react';
import { useT } from '../i18n.tsx';

type Props = {
  children: ReactNode;
  action?: ReactNode;
  /** What the list will look like: the real rows with made-up values, marked as such. */
  sample?: ReactNode;
};

/** Where a list will be: one sentence about what comes, one next step. */
export const Empty = ({ children, action, sample }: Props) => {
  const t = useT('admin');
  return (
    <>
      <div className="empty">
        <p className="quiet">{children}</p>
        {action}
      </div>
      {sample && (
        <div className="sample-list">
          <p>
            <span className="tag warn">{t('sample')}</span>
          </p>
          <div className="sample-rows" inert>
            {sample}
          </div>
        </div>
      )}
    </>
  );
};
