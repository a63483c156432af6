import { Camera, Flashlight } from 'lucide';
import { Icon } from '../../shared/Icon.tsx';
import { useTexts } from '../app/language.ts';
import { PhotoKey } from './PhotoKey.tsx';
import { useCamera } from './use-camera.ts';
import { cameraReason, WithoutCamera } from './WithoutCamera.tsx';

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
  const { camera, video, turnOn, torch } = useCamera(t('scan.not_code'));
  const reason = cameraReason(camera);
  if (reason) return <WithoutCamera camera={camera} reason={reason} turnOn={turnOn} />;
  return (
    <div class="finder">
      <video ref={video} playsInline muted hidden={camera !== 'on'} />
      <Corners />
      {camera === 'off' && (
        <div class="ways">
          <button type="button" class="btn plain big" onClick={turnOn}>
            <Icon node={Camera} />
            {t('scan.camera_start')}
          </button>
          <PhotoKey />
        </div>
      )}
      {camera === 'on' && torch && (
        <button type="button" class="torch" aria-pressed={torch.lit} onClick={torch.turn}>
          <Icon node={Flashlight} />
          {t('scan.torch')}
        </button>
      )}
      <p class="aim" role="status">
        {t(camera === 'starting' ? 'scan.camera_starting' : 'scan.aim')}
      </p>
    </div>
  );
};
