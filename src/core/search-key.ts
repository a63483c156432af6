const STROKED: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', ß: 'ss', ı: 'i' };

/**
 * What names are searched by: lower case, no diacritics, single spaces, and the stroked letters
 * that no decomposition takes apart. searchKey('Łukasz  ŻÓŁĆ') = 'lukasz zolc'. Safe for browsers.
 */
export const searchKey = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łđøßı]/g, (sign) => STROKED[sign] ?? sign)
    .replace(/\s+/g, ' ')
    .trim();
