import type { AreaTables } from '../tables.ts';
import cs from './cs.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import sk from './sk.json' with { type: 'json' };

/** Texts of the set-up assistant. */
export const setupTables: AreaTables<keyof typeof en> = { en, sk, cs, pl, hu, de };
