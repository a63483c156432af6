import type { AreaTables } from '../tables.ts';
import cs from './cs.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import sk from './sk.json' with { type: 'json' };

export type RuleKey = keyof typeof en;

/** The program's terms as sentences; arguments are the parts that an editor opens in place. */
export const ruleTables: AreaTables<RuleKey> = { en, sk, cs, pl, hu, de };
