import type { AreaTables } from '../tables.ts';
import cs from './cs.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import sk from './sk.json' with { type: 'json' };

export type CardKey = keyof typeof en;

/** Texts of the card, the join page, the program page and the lost card page. */
export const cardTables: AreaTables<CardKey> = { en, sk, cs, pl, hu, de };
