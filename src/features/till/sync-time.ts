/** Older than this an action is dated to the limit: nobody leaves a till offline for longer. */
const OLDEST_MS = 60 * 86_400_000;
/** Sent later than this after it was done, an action waited for the network. */
const OFFLINE_AFTER_MS = 60_000;
/** Sent later than this, the till has shown the new card to the guest before we were asked. */
const HANDED_OUT_AFTER_MS = 5_000;

export type DeviceTimes = { device_at: number; sent_at: number; received_at: number };

/**
 * When it happened by our clock (epoch ms). The device's clock may be wrong by years, but the time
 * between doing and sending is right: received − (sent − done), never in the future.
 */
export const happenedAt = ({ device_at, sent_at, received_at }: DeviceTimes): number => {
  const ago = Math.min(Math.max(0, sent_at - device_at), OLDEST_MS);
  return received_at - ago;
};

export const wasOffline = ({ device_at, sent_at }: DeviceTimes): boolean =>
  sent_at - device_at > OFFLINE_AFTER_MS;

export const wasHandedOut = ({ device_at, sent_at }: DeviceTimes): boolean =>
  sent_at - device_at > HANDED_OUT_AFTER_MS;
