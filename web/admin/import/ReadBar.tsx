import type { ReactNode } from 'react';
import { useLocale } from '../i18n.tsx';
import './imports.css';

type Props = { title: string; share: number; note?: ReactNode };

/** Work that takes its time: what it is, how far (0 to 1), and what one may do meanwhile. */
export const ReadBar = ({ title, share, note }: Props) => {
  const { intl } = useLocale();
  const percent = Math.min(100, Math.floor(share * 100));
  const text = new Intl.NumberFormat(intl, { style: 'percent' }).format(percent / 100);
  return (
    <section className="read-bar">
      <h2 role="status">{title}</h2>
      <div className="line">
        <div
          className="bar"
          role="progressbar"
          aria-label={title}
          aria-valuenow={percent}
          aria-valuetext={text}
        >
          <i style={{ width: `${percent}%` }} />
        </div>
        <span className="small num">{text}</span>
      </div>
      {note && <p className="small quiet">{note}</p>}
    </section>
  );
};
