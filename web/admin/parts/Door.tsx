import type { ReactNode } from 'react';
import { Brand } from '../shell/Brand.tsx';

/** A page for people who are not signed in yet: one thing to do and nothing beside it. */
export const Door = ({ title, children }: { title: string; children: ReactNode }) => (
  <main className="door">
    <title>{`${title} · Stamgast`}</title>
    <Brand />
    <h1>{title}</h1>
    {children}
  </main>
);
