import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { device } from '../app/device.ts';
import { openScanned } from '../app/guests.ts';
import { readValue, writeValue } from '../device/database.ts';
import {
  type CameraState,
  cameraOffered,
  closeCamera,
  hasCamera,
  hasTorch,
  lightTorch,
  openCamera,
} from './camera.ts';
import { watch } from './watch.ts';

/** What the browser remembers; some do not tell, and then asking shows it. */
const isDenied = async (): Promise<boolean> => {
  const known = await navigator.permissions?.query({ name: 'camera' }).catch(() => null);
  return known?.state === 'denied';
};

const firstState = async (): Promise<CameraState> => {
  if (!cameraOffered()) return 'insecure';
  if (!(await hasCamera())) return 'none';
  if (await isDenied()) return 'denied';
  // Once allowed on this device it turns on by itself.
  return (await readValue(device(), 'camera')) ? 'starting' : 'off';
};

const isShown = (): boolean => document.visibilityState === 'visible';

/** False while another app or tab covers the page: nobody aims a lens then. */
const useShown = (): boolean => {
  const [shown, setShown] = useState(isShown);
  useEffect(() => {
    const follow = () => setShown(isShown());
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, []);
  return shown;
};

type Running = {
  video: RefObject<HTMLVideoElement | null>;
  notCode: string;
  isLeft: () => boolean;
  tell: (state: CameraState) => void;
};

/** Shows the picture and looks for codes in it until it is left, or says why that ended. */
const run = async (stream: MediaStream, { video, notCode, isLeft, tell }: Running) => {
  const screen = video.current;
  if (!screen) return;
  // Unplugged, or taken by another app.
  for (const track of stream.getTracks()) track.addEventListener('ended', () => tell('busy'));
  screen.srcObject = stream;
  // Rejects only when the screen is left at this very moment, and then nobody waits for it.
  await screen.play().catch(() => undefined);
  if (isLeft()) return;
  tell('on');
  await watch(screen, isLeft, (text) => openScanned(text, notCode));
};

type Torch = { lit: boolean; turn: () => void };

type Finder = {
  camera: CameraState;
  video: RefObject<HTMLVideoElement | null>;
  turnOn: () => void;
  /** The lamp beside the lens, where there is one. */
  torch: Torch | null;
};

/** The lamp of a running stream; it goes out with the stream. */
const useTorch = (stream: MediaStream | null): Torch | null => {
  const [lit, setLit] = useState(false);
  useEffect(() => setLit(false), [stream]);
  if (!stream || !hasTorch(stream)) return null;
  const turn = () => void lightTorch(stream, !lit).then(() => setLit(!lit));
  return { lit, turn };
};

/** The camera while the scan screen is open and seen; it is let go when staff move on. */
export const useCamera = (notCode: string): Finder => {
  const [camera, setCamera] = useState<CameraState>(cameraOffered() ? 'starting' : 'insecure');
  const [wish, setWish] = useState(0);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const shown = useShown();
  const torch = useTorch(stream);
  const turnOn = () => {
    setCamera('starting');
    setWish((before) => before + 1);
  };
  useEffect(() => {
    let left = false;
    void firstState().then((first) => {
      if (left) return;
      if (first === 'starting') turnOn();
      else setCamera(first);
    });
    return () => {
      left = true;
    };
  }, []);
  useEffect(() => {
    if (wish === 0 || !shown) return;
    let left = false;
    let opened: MediaStream | null = null;
    const tell = (state: CameraState) => {
      if (!left) setCamera(state);
    };
    const begin = async () => {
      const answer = await openCamera();
      if (typeof answer === 'string') return tell(answer);
      // It was allowed, also when the screen is left before there is a picture.
      await writeValue(device(), 'camera', true);
      if (left) return closeCamera(answer);
      opened = answer;
      setStream(answer);
      await run(answer, { video, notCode, isLeft: () => left, tell });
    };
    // What fails then is loading the reader: without a network and without what was kept.
    void begin().catch(() => tell('unreadable'));
    return () => {
      left = true;
      setStream(null);
      if (opened) closeCamera(opened);
    };
  }, [wish, shown]);
  return { camera, video, turnOn, torch };
};
