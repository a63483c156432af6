import type { ExplanationCode } from '#core/explanation.ts';
import type { OccasionDay } from '#core/occasion.ts';
import type { AreaTables } from '../tables.ts';
import cs from './cs.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import sk from './sk.json' with { type: 'json' };

/** One sentence per explanation code, and short names for promotions and each kind of cause. */
export type ExplainKey =
  | ExplanationCode
  | 'promotion'
  | 'milestone'
  | `occasion.${OccasionDay}`
  | `cause.${'rule' | 'milestone' | 'occasion' | 'reward' | 'adjustment' | 'expiry' | 'tap' | 'reversal' | 'other'}`;

export const explainTables: AreaTables<ExplainKey> = { en, sk, cs, pl, hu, de };
