import type { ReactNode } from 'react';

type Props = { title: string; note?: ReactNode; tag?: ReactNode; actions?: ReactNode };

/** The title row of a page: what it is, one quiet line, its actions at the right. */
export const PageTitle = ({ title, note, tag, actions }: Props) => (
  <header className="title">
    <title>{`${title} · Stamgast`}</title>
    <h1>{title}</h1>
    {tag}
    {note && <span className="small quiet">{note}</span>}
    {actions && <div className="actions">{actions}</div>}
  </header>
);
