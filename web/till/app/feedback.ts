/** Sound and vibration beside color and text: staff hear without looking that it worked. */

let audio: AudioContext | null = null;

const tone = (frequency: number, at: number, seconds: number): void => {
  if (!audio) return;
  const start = audio.currentTime + at;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0.0001, start);
  gain.gain.exponentialRampToValueAtTime(0.2, start + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + seconds);
};

/** Browsers allow sound only after a touch or key. */
export const listenForFirstTouch = (): void => {
  const wake = () => {
    if ('AudioContext' in globalThis) audio ??= new AudioContext();
    void audio?.resume();
  };
  addEventListener('pointerdown', wake, { once: true });
  addEventListener('keydown', wake, { once: true });
};

const vibrate = (pattern: number | number[]): void => {
  navigator.vibrate?.(pattern);
};

/** A guest was found. */
export const soundFound = (): void => {
  tone(880, 0, 0.08);
  vibrate(30);
};

/** Something was awarded, handed over or taken back. */
export const soundGood = (): void => {
  tone(660, 0, 0.09);
  tone(990, 0.09, 0.14);
  vibrate([40, 40, 40]);
};

/** Something was refused. */
export const soundBad = (): void => {
  tone(220, 0, 0.25);
  vibrate([160, 60, 160]);
};
