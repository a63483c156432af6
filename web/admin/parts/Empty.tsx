import type { ReactNode } from 'react';

/** Where a list will be: one sentence about what comes, one next step. */
export const Empty = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <div className="empty">
    <p className="quiet">{children}</p>
    {action}
  </div>
);
