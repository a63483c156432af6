import { expect, test } from 'vitest';
import { happenedAt, wasOffline } from './sync-time.ts';

const received_at = Date.UTC(2026, 2, 5, 12);
const HOUR = 3_600_000;

test('[S3] a device whose clock is right is believed', () => {
  const times = { device_at: received_at - HOUR, sent_at: received_at, received_at };
  expect(happenedAt(times)).toBe(received_at - HOUR);
});

test('[S3] a device that is a year behind or ahead is put right by when it sent', () => {
  for (const wrong of [-365 * 24 * HOUR, 365 * 24 * HOUR]) {
    const sent_at = received_at + wrong;
    expect(happenedAt({ device_at: sent_at - HOUR, sent_at, received_at })).toBe(
      received_at - HOUR,
    );
  }
});

test('[S3] nothing happens in the future, and nothing longer ago than sixty days', () => {
  const ahead = { device_at: received_at + HOUR, sent_at: received_at, received_at };
  expect(happenedAt(ahead)).toBe(received_at);
  const ancient = { device_at: 0, sent_at: received_at, received_at };
  expect(happenedAt(ancient)).toBe(received_at - 60 * 24 * HOUR);
});

test('[S3] an action that waited more than a minute counts as done offline', () => {
  const at = (ago: number) => ({ device_at: received_at - ago, sent_at: received_at, received_at });
  expect(wasOffline(at(60_000))).toBe(false);
  expect(wasOffline(at(60_001))).toBe(true);
});
