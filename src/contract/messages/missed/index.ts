import type { AreaTables } from '../tables.ts';
import cs from './cs.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import sk from './sk.json' with { type: 'json' };

export type MissedKey = keyof typeof en;

/** Why a rule or promotion gave nothing. */
export const missedTables: AreaTables<MissedKey> = { en, sk, cs, pl, hu, de };
