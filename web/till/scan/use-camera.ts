import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { device } from '../app/device.ts';
import { openScanned } from '../app/guests.ts';
import { readValue, writeValue } from '../device/database.ts';
import { codeIn } from '../logic/classify.ts';
import { type CameraState, cameraOffered, closeCamera, hasCamera, openCamera } from './camera.ts';
import { codeReader } from './reader.ts';

const LOOK_EVERY_MS = 150;
/** The same foreign code in front of the lens is not refused again and again. */
const SAME_CODE_MS = 3_000;

/** Looks at the picture until `stopped`; each new code once. */
const watch = async (
  video: HTMLVideoElement,
  stopped: () => boolean,
  found: (text: string) => void,
): Promise<void> => {
  const read = await codeReader();
  let last = { text: '', at: 0 };
  while (!stopped()) {
    if (video.readyState >= video.HAVE_CURRENT_DATA) {
      const texts = await read(video);
      const text = texts.find((it) => codeIn(it) !== null) ?? texts[0];
      const now = Date.now();
      if (text !== undefined && (text !== last.text || now - last.at > SAME_CODE_MS)) {
        last = { text, at: now };
        if (!stopped()) found(text);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
};

const firstState = async (): Promise<CameraState> => {
  if (!cameraOffered()) return 'insecure';
  if (!(await hasCamera())) return 'none';
  // Once allowed on this device it turns on by itself.
  return (await readValue(device(), 'camera')) ? 'starting' : 'off';
};

type Finder = {
  camera: CameraState;
  video: RefObject<HTMLVideoElement | null>;
  turnOn: () => void;
};

/** The camera while the scan screen is open; it is let go when staff move on. */
export const useCamera = (notCode: string): Finder => {
  const [camera, setCamera] = useState<CameraState>(cameraOffered() ? 'starting' : 'insecure');
  const [wanted, setWanted] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    let left = false;
    void firstState().then((first) => {
      if (left) return;
      setCamera(first);
      setWanted(first === 'starting');
    });
    return () => {
      left = true;
    };
  }, []);
  useEffect(() => {
    if (!wanted) return;
    let left = false;
    let stream: MediaStream | null = null;
    const run = async () => {
      const opened = await openCamera();
      if (typeof opened === 'string') return setCamera(opened);
      if (left || !video.current) return closeCamera(opened);
      stream = opened;
      video.current.srcObject = opened;
      await video.current.play();
      setCamera('on');
      await writeValue(device(), 'camera', true);
      await watch(
        video.current,
        () => left,
        (text) => openScanned(text, notCode),
      );
    };
    void run();
    return () => {
      left = true;
      if (stream) closeCamera(stream);
    };
  }, [wanted]);
  const turnOn = () => {
    setCamera('starting');
    setWanted(true);
  };
  return { camera, video, turnOn };
};
