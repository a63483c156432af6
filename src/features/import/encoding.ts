/** Counts the bytes of a file that tell its encoding; feed it every piece, then ask. */
export type EncodingSurvey = { see: (piece: Buffer) => void; guess: () => string };

/** Letters in windows-1250, control signs in ISO 8859-2: they settle it. */
const isOnlyWindows = (byte: number) => byte >= 0x80 && byte <= 0x9f;
/** Š Ť Ž š ť ž Ľ ľ Ą ą Ś ś Ź ź of ISO 8859-2; in windows-1250 signs hardly anybody types. */
const ISO_LETTERS = [0xa9, 0xab, 0xae, 0xb9, 0xbb, 0xa5, 0xb5, 0xa1, 0xb1, 0xa6, 0xb6, 0xac];
/** Ł, ę, ż and their like stand at the same place in both. */
const POLISH = [0xb3, 0xa3, 0xea, 0xca, 0xbf, 0xaf];
/** ą and Ą of windows-1250 stand where ISO has š and Ľ. */
const WINDOWS_POLISH = [0xb9, 0xa5];

const byMark = (first: Buffer): string | null => {
  if (first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf) return 'utf-8';
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  return null;
};

const byLetters = (counts: Uint32Array): string => {
  const sum = (bytes: readonly number[]) => bytes.reduce((all, byte) => all + counts[byte]!, 0);
  if (counts.some((count, byte) => count > 0 && isOnlyWindows(byte))) return 'windows-1250';
  const iso = sum(ISO_LETTERS);
  if (iso === 0) return 'windows-1250';
  const ambiguous = sum(WINDOWS_POLISH);
  return iso === ambiguous && sum(POLISH) > 0 ? 'windows-1250' : 'iso-8859-2';
};

export const surveyEncoding = (): EncodingSurvey => {
  const counts = new Uint32Array(256);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let mark: string | null = null;
  let isFirst = true;
  let isUtf8 = true;
  const see = (piece: Buffer) => {
    if (isFirst) mark = byMark(piece);
    isFirst = false;
    if (mark !== null) return;
    for (const byte of piece) counts[byte]! += 1;
    if (!isUtf8) return;
    try {
      utf8.decode(piece, { stream: true });
    } catch {
      // The decoder throws at the first byte that is no UTF-8; to us that is an answer.
      isUtf8 = false;
    }
  };
  return { see, guess: () => mark ?? (isUtf8 ? 'utf-8' : byLetters(counts)) };
};
