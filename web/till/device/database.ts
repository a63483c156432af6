import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { TillProgram } from '#contract/till-directory.ts';
import type { QueuedAction } from '../logic/queue.ts';

export type Pairing = { token: string; till_id: string; name: string };

export type Person = { id: string; name: string; role: 'owner' | 'manager' | 'staff' };

/** Who is at the till, until when the server takes the token. */
export type Session = { token: string; person: Person; expires_at: number };

/** A card that this device may hand out without the network. */
export type SpareCard = { code: string; short_code: string };

/** Encrypted with the device's own key; without the key it is noise. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };

/** Small things by name. */
export type DeviceValues = {
  pairing: Pairing;
  people: Person[];
  session: Session;
  program: TillProgram;
  locale: string;
  camera: boolean;
  spare_cards: SpareCard[];
  next_sequence: number;
  directory_key: CryptoKey;
  directory: Sealed;
};

interface Schema extends DBSchema {
  values: { key: keyof DeviceValues; value: DeviceValues[keyof DeviceValues] };
  queue: { key: number; value: QueuedAction };
}

export type DeviceDatabase = IDBPDatabase<Schema>;

/** Everything the till keeps on the device; what waits to be sent survives a reload here. */
export const openDevice = (): Promise<DeviceDatabase> =>
  openDB<Schema>('stamgast-till', 1, {
    upgrade(db) {
      db.createObjectStore('values');
      db.createObjectStore('queue', { keyPath: 'sequence' });
    },
  });

export const readValue = async <K extends keyof DeviceValues>(
  db: DeviceDatabase,
  key: K,
): Promise<DeviceValues[K] | null> =>
  ((await db.get('values', key)) as DeviceValues[K] | undefined) ?? null;

export const writeValue = async <K extends keyof DeviceValues>(
  db: DeviceDatabase,
  key: K,
  value: DeviceValues[K] | null,
): Promise<void> => {
  if (value === null) await db.delete('values', key);
  else await db.put('values', value, key);
};
