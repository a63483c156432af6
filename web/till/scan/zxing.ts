import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

// The library would fetch its code from a public network; ours lies beside the page.
prepareZXingModule({ overrides: { locateFile: () => wasm } });

const FORMATS = ['QRCode', 'Code128', 'Code39', 'DataMatrix', 'Aztec'] as const;

export const readPixels = async (image: ImageData): Promise<string[]> => {
  const found = await readBarcodes(image, { formats: [...FORMATS], tryHarder: true });
  return found.filter((it) => it.isValid).map((it) => it.text);
};
