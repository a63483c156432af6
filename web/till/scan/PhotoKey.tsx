import { ImageUp } from 'lucide';
import { useState } from 'preact/hooks';
import type { TillKey } from '#contract/messages/till/index.ts';
import { Icon } from '../../shared/Icon.tsx';
import { openScanned, refuseScan } from '../app/guests.ts';
import { useTexts } from '../app/language.ts';
import { likeliestCode } from '../logic/classify.ts';
import { readPhoto } from './reader.ts';

/** The code in a photo, or why there is none. */
const codeOf = async (photo: File): Promise<{ text: string } | { fault: TillKey }> => {
  const picture = await createImageBitmap(photo).catch(() => null);
  if (!picture) return { fault: 'scan.photo_unread' };
  try {
    const text = likeliestCode(await readPhoto(picture));
    return text === undefined ? { fault: 'scan.photo_unread' } : { text };
  } catch {
    // The reader is loaded when first needed, which takes the network.
    return { fault: 'scan.camera_unreadable' };
  } finally {
    picture.close();
  }
};

/** A photo of the code: the phone's own camera app works at any address. */
export const PhotoKey = () => {
  const { t } = useTexts();
  const [reading, setReading] = useState(false);
  const read = async (photo: File) => {
    setReading(true);
    const code = await codeOf(photo);
    setReading(false);
    if ('text' in code) openScanned(code.text, t('scan.not_code'));
    else refuseScan(t(code.fault));
  };
  return (
    <label class="btn plain photo">
      <Icon node={ImageUp} />
      {t(reading ? 'scan.photo_reading' : 'scan.photo')}
      <input
        class="visually-hidden"
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => {
          const field = event.currentTarget;
          const [photo] = field.files ?? [];
          // Emptied, so that the same photo chosen again is a change too.
          if (photo) void read(photo).finally(() => Object.assign(field, { value: '' }));
        }}
      />
    </label>
  );
};
