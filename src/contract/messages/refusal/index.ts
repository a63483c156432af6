import type { RefusalCode } from '../../refusals.ts';
import { area } from '../area.ts';
import cs from './cs.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import sk from './sk.json' with { type: 'json' };

export type RefusalKey = keyof typeof en;

/** `CODE.title` and `CODE.detail` of each refusal. */
export const refusalText = area<RefusalKey>({ en, sk, cs, pl, hu, de });

/** Figures the text of a code asks for. */
export const refusalParams = (code: RefusalCode): string[] =>
  [...en[`${code}.detail`].matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? '');
