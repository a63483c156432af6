import { area } from '../area.ts';
import type { AreaTables } from '../tables.ts';
import cs from './cs.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import sk from './sk.json' with { type: 'json' };

export type ImportKey = keyof typeof en;

const importTables: AreaTables<ImportKey> = { en, sk, cs, pl, hu, de };

/** Texts of imports, by language; the command line speaks the English ones. */
export const importText = area(importTables);
