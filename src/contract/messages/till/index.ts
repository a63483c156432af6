import en from './en.json' with { type: 'json' };

/** Keys of the till's own texts; each language is a file of its own, loaded when it is wanted. */
export type TillKey = keyof typeof en;
