import { Camera, Check, ScanLine, X } from 'lucide';
import type { TillKey } from '#contract/messages/till/index.ts';
import { Icon } from '../../shared/Icon.tsx';
import { useTexts } from '../app/language.ts';
import { missingHere } from '../device/missing.ts';
import type { CameraState } from './camera.ts';
import { PhotoKey } from './PhotoKey.tsx';

const REASONS: Partial<Record<CameraState, TillKey>> = {
  insecure: 'scan.camera_insecure',
  denied: 'scan.camera_denied',
  none: 'scan.camera_none',
  busy: 'scan.camera_busy',
  unreadable: 'scan.camera_unreadable',
};

export const cameraReason = (camera: CameraState): TillKey | undefined => REASONS[camera];

/** What else an http address takes away, and what goes on there. */
const Missing = () => {
  const { t } = useTexts();
  return (
    <details class="missing">
      <summary>{t('missing.title')}</summary>
      <ul>
        {missingHere().map((feature) => (
          <li key={feature}>
            <Icon node={X} small />
            {t(`missing.${feature}`)}
          </li>
        ))}
        <li class="works">
          <Icon node={Check} small />
          {t('missing.works')}
        </li>
      </ul>
      <p>{t('missing.mend')}</p>
    </details>
  );
};

type Props = { camera: CameraState; reason: TillKey; turnOn: () => void };

/** Why there is no picture, what works instead, and a way to try again where that can help. */
export const WithoutCamera = ({ camera, reason, turnOn }: Props) => {
  const { t } = useTexts();
  return (
    <div class="finder without">
      <Icon node={ScanLine} />
      <p>{t(reason)}</p>
      <div class="ways">
        <PhotoKey />
        {camera !== 'insecure' && (
          <button type="button" class="btn plain" onClick={turnOn}>
            <Icon node={Camera} />
            {t('try_again')}
          </button>
        )}
      </div>
      {camera === 'insecure' && <Missing />}
    </div>
  );
};
