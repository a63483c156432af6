import { likeliestCode } from '../logic/classify.ts';
import { codeReader } from './reader.ts';

const LOOK_EVERY_MS = 150;
/** The same foreign code in front of the lens is not refused again and again. */
const SAME_CODE_MS = 3_000;

/** Looks at the picture until `stopped`; each new code once. Rejects when nothing can read. */
export const watch = async (
  video: HTMLVideoElement,
  stopped: () => boolean,
  found: (text: string) => void,
): Promise<void> => {
  const read = await codeReader();
  let last = { text: '', at: 0 };
  while (!stopped()) {
    if (video.readyState >= video.HAVE_CURRENT_DATA) {
      const text = likeliestCode(await read(video));
      const now = Date.now();
      if (text !== undefined && (text !== last.text || now - last.at > SAME_CODE_MS)) {
        last = { text, at: now };
        if (!stopped()) found(text);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
};
