import { expect, test } from 'vitest';
import { createLiveHub, LIVE_CHANNEL } from './hub.ts';

function scene(limits = { perMember: 2, perProcess: 3 }) {
  let tell: (payload: string | null) => void = () => {};
  const hub = createLiveHub(
    {
      on: (channel, callback) => {
        if (channel === LIVE_CHANNEL) tell = callback;
      },
    },
    limits,
  );
  return { hub, tell: (payload: string | null) => tell(payload) };
}

test('[M4] a page hears of its own member and of nobody else', () => {
  const { hub, tell } = scene();
  const heard: unknown[] = [];
  hub.subscribe('m', 'a', (sequence) => heard.push(['a', sequence]));
  hub.subscribe('m', 'b', (sequence) => heard.push(['b', sequence]));
  tell('m a 7');
  tell('other a 8');
  expect(heard).toEqual([['a', 7]]);
});

test('[M4] after a break every page is told to fetch anew', () => {
  const { hub, tell } = scene();
  const heard: unknown[] = [];
  hub.subscribe('m', 'a', (sequence) => heard.push(sequence));
  tell(null);
  expect(heard).toEqual([null]);
});

test('[M4] beyond the caps per card and per process a page polls', () => {
  const { hub } = scene();
  const first = hub.subscribe('m', 'a', () => {});
  expect(hub.subscribe('m', 'a', () => {})).not.toBeNull();
  expect(hub.subscribe('m', 'a', () => {})).toBeNull();
  expect(hub.subscribe('m', 'b', () => {})).not.toBeNull();
  expect(hub.subscribe('m', 'c', () => {})).toBeNull();
  first?.();
  first?.();
  expect(hub.size()).toBe(2);
  expect(hub.subscribe('m', 'c', () => {})).not.toBeNull();
});
