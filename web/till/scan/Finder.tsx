import { Camera, ImageUp, ScanLine } from 'lucide';
import { useState } from 'preact/hooks';
import type { TillKey } from '#contract/messages/till/index.ts';
import { Icon } from '../../shared/Icon.tsx';
import { openScanned } from '../app/guests.ts';
import { useTexts } from '../app/language.ts';
import { update } from '../app/state.ts';
import type { CameraState } from './camera.ts';
import { codeReader } from './reader.ts';
import { useCamera } from './use-camera.ts';

const REASONS: Partial<Record<CameraState, TillKey>> = {
  insecure: 'scan.camera_insecure',
  denied: 'scan.camera_denied',
  none: 'scan.camera_none',
};

/** A photo of the code: the phone's own camera app works at any address. */
const PhotoKey = () => {
  const { t } = useTexts();
  const [reading, setReading] = useState(false);
  const read = async (file: File | undefined) => {
    if (!file) return;
    setReading(true);
    const picture = await createImageBitmap(file).catch(() => null);
    const texts = picture ? await (await codeReader())(picture) : [];
    setReading(false);
    const text = texts[0];
    if (text === undefined) update({ notice: { tone: 'bad', text: t('scan.photo_unread') } });
    else openScanned(text, t('scan.not_code'));
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
          void read(field.files?.[0]).finally(() => {
            field.value = '';
          });
        }}
      />
    </label>
  );
};

const Corners = () => (
  <svg class="corners" viewBox="0 0 100 100" aria-hidden="true">
    <path
      vector-effect="non-scaling-stroke"
      d="M2 20V8a6 6 0 0 1 6-6h12M80 2h12a6 6 0 0 1 6 6v12M98 80v12a6 6 0 0 1-6 6H80M20 98H8a6 6 0 0 1-6-6V80"
    />
  </svg>
);

/** The camera's picture with the frame, or what is missing and what works instead. */
export const Finder = () => {
  const { t } = useTexts();
  const { camera, video, turnOn } = useCamera(t('scan.not_code'));
  const reason = REASONS[camera];
  if (reason) {
    return (
      <div class="finder without">
        <Icon node={ScanLine} />
        <p>{t(reason)}</p>
        <PhotoKey />
      </div>
    );
  }
  return (
    <div class="finder">
      <video ref={video} playsInline muted hidden={camera !== 'on'} />
      <Corners />
      {camera === 'off' && (
        <button type="button" class="btn plain big" onClick={turnOn}>
          <Icon node={Camera} />
          {t('scan.camera_start')}
        </button>
      )}
      <p class="aim" role="status">
        {t(camera === 'starting' ? 'scan.camera_starting' : 'scan.aim')}
      </p>
    </div>
  );
};
