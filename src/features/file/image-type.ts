export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/svg+xml';

const startsWith = (bytes: Buffer, ...signs: number[]): boolean =>
  signs.every((sign, index) => bytes[index] === sign);

/** What the bytes are, whatever their sender calls them; null = no image we show. */
export const imageType = (bytes: Buffer): ImageType | null => {
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a)) return 'image/png';
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  const text = bytes.toString('latin1', 0, 1024);
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  const markup = text.replace(/^\s*<\?xml[^>]*>\s*/, '').replace(/^(<!--[\s\S]*?-->\s*)+/, '');
  return /^\s*<svg[\s>]/.test(markup) ? 'image/svg+xml' : null;
};
