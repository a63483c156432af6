import { useEffect } from 'preact/hooks';
import { openScan } from '../app/guests.ts';
import { emptyWedge, inBurst, pressWedge, type Wedge } from '../logic/wedge.ts';

const isField = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement;

/** A burst also lands in a focused field; what the scanner typed is taken out again. */
const takeOut = (field: HTMLInputElement, typed: string): void => {
  if (!field.value.endsWith(typed)) return;
  field.value = field.value.slice(0, -typed.length);
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

/** Listens for a keyboard wedge anywhere on the page, whatever is in focus. */
export const useScanner = (notCode: string): void => {
  useEffect(() => {
    let wedge: Wedge = emptyWedge;
    const listener = (event: KeyboardEvent) => {
      const press = { key: event.key, code: event.code, at: event.timeStamp };
      const step = pressWedge(wedge, press);
      wedge = step.wedge;
      if (!step.scan) {
        // A burst must not press the digit keys of a pad that is open.
        if (inBurst(wedge) && !isField(event.target)) event.stopImmediatePropagation();
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isField(event.target)) takeOut(event.target, step.scan.spelled);
      openScan(step.scan, notCode);
    };
    addEventListener('keydown', listener, { capture: true });
    return () => removeEventListener('keydown', listener, { capture: true });
  }, [notCode]);
};
