/** Reads codes out of pictures: the browser's own detector, else zxing loaded when first needed. */
export type Reader = (picture: HTMLVideoElement | ImageBitmap) => Promise<string[]>;

type Detector = { detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]> };
type DetectorClass = {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

const FORMATS = ['qr_code', 'code_128', 'code_39', 'data_matrix', 'aztec'];
/** Pixels of the longer side that zxing looks at: enough for a code held before the lens. */
const LIVE_SIDE = 1_280;
/** A photo may show the code from afar; then its own pixels count, up to what a phone can hold. */
const PHOTO_SIDE = 4_096;

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

/** Pixels of a picture, made smaller where it is larger than `side`. */
const pixels = (
  canvas: HTMLCanvasElement,
  picture: HTMLVideoElement | ImageBitmap,
  side: number,
): ImageData => {
  const { width, height } = sizeOf(picture);
  const scale = Math.min(1, side / Math.max(width, height, 1));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser has no canvas');
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
};

const zxing = async (side: number): Promise<Reader> => {
  const { readPixels } = await import('./zxing.ts');
  const canvas = document.createElement('canvas');
  return (picture) => readPixels(pixels(canvas, picture, side));
};

/** Some systems offer a detector whose every look fails: from then on zxing reads. */
const elseZxing = (own: Reader): Reader => {
  let current = own;
  return async (picture) => {
    try {
      return await current(picture);
    } catch (error) {
      if (current !== own) throw error;
      current = await zxing(LIVE_SIDE);
      return current(picture);
    }
  };
};

const makeReader = async (): Promise<Reader> => {
  const own = await ownDetector();
  return own ? elseZxing(own) : zxing(LIVE_SIDE);
};

let reader: Promise<Reader> | null = null;

/** The reader of this page. Rejects when its code can't be loaded; the next call tries again. */
export const codeReader = (): Promise<Reader> => {
  reader ??= makeReader().catch((error: unknown) => {
    reader = null;
    throw error;
  });
  return reader;
};

/** Codes in a photo: as quick as live first, then in all its pixels. */
export const readPhoto = async (photo: ImageBitmap): Promise<string[]> => {
  const read = await codeReader();
  const found = await read(photo);
  return found.length > 0 ? found : (await zxing(PHOTO_SIDE))(photo);
};
