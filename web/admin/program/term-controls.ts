import { useSession } from '../session.ts';
import type { Edit, Place } from './edit.ts';
import type { PartProps } from './PartEditor.tsx';

/** What every sentence of the program shares: what it is about and how it changes. */
export type TermControls = Pick<PartProps, 'document' | 'rewards' | 'sources'> & {
  edit: (place: Place, edit: Edit) => void;
  remove: (place: Place) => void;
};

/** Today on the calendar of the shop, `YYYY-MM-DD`. */
export const useToday = (): string => {
  const { shop } = useSession();
  return new Intl.DateTimeFormat('sv', { timeZone: shop.zone }).format(Date.now());
};
