import type { ExplanationCode } from '#core/explanation.ts';
import type { AreaTables } from '../tables.ts';
import cs from './cs.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import sk from './sk.json' with { type: 'json' };

/** One sentence per explanation code, and a short name for each kind of cause. */
export type ExplainKey =
  | ExplanationCode
  | `cause.${'rule' | 'reward' | 'adjustment' | 'expiry' | 'tap' | 'reversal' | 'other'}`;

export const explainTables: AreaTables<ExplainKey> = { en, sk, cs, pl, hu, de };
