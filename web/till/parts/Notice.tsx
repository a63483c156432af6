import { CircleAlert } from 'lucide';
import { Icon } from '../../shared/Icon.tsx';
import { useApp } from '../app/state.ts';

/** What went wrong and what to do, where staff look. */
export const Notice = () => {
  const notice = useApp((it) => it.notice);
  return (
    <p class={notice ? `notice ${notice.tone}` : 'visually-hidden'} role="alert">
      {notice && <Icon node={CircleAlert} />}
      {notice && <span>{notice.text}</span>}
    </p>
  );
};
