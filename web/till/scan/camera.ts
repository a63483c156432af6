/** Why there is no camera here, or its picture. */
export type CameraState =
  | 'insecure'
  | 'none'
  | 'denied'
  | 'busy'
  | 'unreadable'
  | 'off'
  | 'starting'
  | 'on';

/** Without a secure address browsers offer no camera at all. */
export const cameraOffered = (): boolean =>
  globalThis.isSecureContext && navigator.mediaDevices?.getUserMedia !== undefined;

export const hasCamera = async (): Promise<boolean> => {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some((it) => it.kind === 'videoinput');
};

/** The names are the browser's only way to tell a "no" from a missing or a busy camera. */
const REASONS: Partial<Record<string, 'denied' | 'none'>> = {
  NotAllowedError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
};

/** The camera that looks away from staff; a till PC takes the one it has. */
export const openCamera = async (): Promise<MediaStream | 'denied' | 'none' | 'busy'> => {
  const video = { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } };
  try {
    return await navigator.mediaDevices.getUserMedia({ video, audio: false });
  } catch (error) {
    return (error instanceof DOMException && REASONS[error.name]) || 'busy';
  }
};

export const closeCamera = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** The lamp beside the lens. TypeScript's browser types do not know it yet. */
type TorchCapabilities = MediaTrackCapabilities & { torch?: boolean };
type TorchConstraints = MediaTrackConstraintSet & { torch: boolean };

export const hasTorch = (stream: MediaStream): boolean =>
  stream
    .getVideoTracks()
    .some((track) => (track.getCapabilities?.() as TorchCapabilities | undefined)?.torch === true);

export const lightTorch = async (stream: MediaStream, torch: boolean): Promise<void> => {
  const advanced: TorchConstraints[] = [{ torch }];
  await Promise.all(stream.getVideoTracks().map((track) => track.applyConstraints({ advanced })));
};
