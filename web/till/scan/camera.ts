/** Why there is no camera here, or its picture. */
export type CameraState = 'insecure' | 'none' | 'denied' | 'off' | 'starting' | 'on';

/** Without a secure address browsers offer no camera at all. */
export const cameraOffered = (): boolean =>
  globalThis.isSecureContext && navigator.mediaDevices?.getUserMedia !== undefined;

export const hasCamera = async (): Promise<boolean> => {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some((it) => it.kind === 'videoinput');
};

/** The camera that looks away from staff; a till PC takes the one it has. */
export const openCamera = async (): Promise<MediaStream | 'denied' | 'none'> => {
  const video = { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } };
  try {
    return await navigator.mediaDevices.getUserMedia({ video, audio: false });
  } catch (error) {
    // The names are the browser's only way to tell a "no" from a missing camera.
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'none';
  }
};

export const closeCamera = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};
