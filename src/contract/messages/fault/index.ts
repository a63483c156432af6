import { area } from '../area.ts';
import cs from './cs.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import sk from './sk.json' with { type: 'json' };

export type FaultKey = keyof typeof en;

/** What to do about a field that can't be taken. */
export const faultText = area<FaultKey>({ en, sk, cs, pl, hu, de });
