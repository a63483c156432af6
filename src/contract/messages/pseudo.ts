const ACCENTS: Record<string, string> = {
  a: 'á',
  e: 'ě',
  i: 'í',
  o: 'ő',
  u: 'ű',
  y: 'ý',
  A: 'Á',
  E: 'É',
  O: 'Ő',
  c: 'č',
  s: 'š',
  z: 'ž',
  n: 'ň',
};

/** One literal piece of text, accented and padded by 40 % with what can break between words. */
const stretch = (text: string): string => {
  const letters = text.replace(/[^a-z]/gi, '').length;
  if (letters === 0) return text;
  const accented = [...text].map((sign) => ACCENTS[sign] ?? sign).join('');
  const pad = Math.ceil(letters * 0.4);
  const trailing = /\s*$/.exec(accented)?.[0] ?? '';
  const body = accented.slice(0, accented.length - trailing.length);
  const words = Array.from({ length: Math.ceil(pad / 5) }, () => 'ěxtrá').join(' ');
  return `${body} ${words.slice(0, pad)}${trailing}`;
};

/**
 * Makes the pseudo-locale text of an ICU message: only literal text changes, arguments, plural
 * keywords and quoted parts stay as they are.
 */
export const pseudo = (message: string): string => {
  let depth = 0;
  let literal = '';
  let out = '';
  // At even depth we are in literal text (`{n, plural, one {text}}`: 0 text, 1 syntax, 2 text).
  const flush = () => {
    out += stretch(literal);
    literal = '';
  };
  for (const sign of message) {
    if (sign === '{') {
      if (depth % 2 === 0) flush();
      depth += 1;
      out += sign;
    } else if (sign === '}') {
      if (depth % 2 === 0) flush();
      depth -= 1;
      out += sign;
    } else if (depth % 2 === 0) literal += sign;
    else out += sign;
  }
  flush();
  return out;
};
