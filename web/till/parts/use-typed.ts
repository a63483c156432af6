import { useRef, useState } from 'preact/hooks';

export type Typed = {
  /** As drawn. */
  text: string;
  /** As typed, even if the last key is not drawn yet: people are faster than a screen. */
  read: () => string;
  change: (next: (before: string) => string) => void;
};

/** What is typed on a pad. Enter right behind a digit must see that digit. */
export const useTyped = (): Typed => {
  const [text, setText] = useState('');
  const latest = useRef('');
  return {
    text,
    read: () => latest.current,
    change: (next) => {
      latest.current = next(latest.current);
      setText(latest.current);
    },
  };
};
