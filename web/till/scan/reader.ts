/** Reads codes out of pictures: the browser's own detector, else zxing loaded when first needed. */
export type Reader = (picture: HTMLVideoElement | ImageBitmap) => Promise<string[]>;

type Detector = { detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]> };
type DetectorClass = {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

const FORMATS = ['qr_code', 'code_128', 'code_39', 'data_matrix', 'aztec'];
const LARGEST_SIDE = 1_280;

const ownDetector = async (): Promise<Reader | null> => {
  const known = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (!known) return null;
  const supported = await known.getSupportedFormats();
  if (!supported.includes('qr_code')) return null;
  const detector = new known({ formats: FORMATS.filter((it) => supported.includes(it)) });
  return async (picture) => (await detector.detect(picture)).map((it) => it.rawValue);
};

const sizeOf = (picture: HTMLVideoElement | ImageBitmap): { width: number; height: number } =>
  picture instanceof HTMLVideoElement
    ? { width: picture.videoWidth, height: picture.videoHeight }
    : picture;

/** Pixels of a picture, large photos made smaller: a code fills enough of them. */
const pixels = (canvas: HTMLCanvasElement, picture: HTMLVideoElement | ImageBitmap) => {
  const { width, height } = sizeOf(picture);
  const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height, 1));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser has no canvas');
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
};

const zxing = async (): Promise<Reader> => {
  const { readPixels } = await import('./zxing.ts');
  const canvas = document.createElement('canvas');
  return (picture) => readPixels(pixels(canvas, picture));
};

let reader: Promise<Reader> | null = null;

export const codeReader = (): Promise<Reader> => {
  reader ??= ownDetector().then((own) => own ?? zxing());
  return reader;
};
