import type { DirectoryCard } from '#contract/till-directory.ts';
import { type DeviceDatabase, readValue, type Sealed, writeValue } from './database.ts';

const CIPHER = { name: 'AES-GCM', length: 256 } as const;
const IV_BYTES = 12;

/**
 * Names and card codes are kept only where they can be encrypted. Browsers offer no encryption at
 * a plain http address, so nothing is kept there and the screen says so.
 */
export const canKeepDirectory = (): boolean => globalThis.crypto?.subtle !== undefined;

/** The device's key. It can be used here and can't be read out, not even by our own code. */
const deviceKey = async (db: DeviceDatabase): Promise<CryptoKey> => {
  const known = await readValue(db, 'directory_key');
  if (known) return known;
  const made = await crypto.subtle.generateKey(CIPHER, false, ['encrypt', 'decrypt']);
  await writeValue(db, 'directory_key', made);
  return made;
};

/** Replaces the directory on the device. */
export const storeDirectory = async (db: DeviceDatabase, cards: DirectoryCard[]): Promise<void> => {
  if (!canKeepDirectory()) return;
  const key = await deviceKey(db);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(cards));
  const data = await crypto.subtle.encrypt({ name: CIPHER.name, iv }, key, plain);
  await writeValue(db, 'directory', { iv, data });
};

const open = async (key: CryptoKey, sealed: Sealed): Promise<DirectoryCard[] | null> => {
  try {
    const algorithm = { name: CIPHER.name, iv: sealed.iv };
    const plain = await crypto.subtle.decrypt(algorithm, key, sealed.data);
    return JSON.parse(new TextDecoder().decode(plain)) as DirectoryCard[];
  } catch {
    // Sealed with a key that is gone: the next refresh replaces it.
    return null;
  }
};

/** The directory as last fetched; empty where none can be kept. */
export const loadDirectory = async (db: DeviceDatabase): Promise<DirectoryCard[]> => {
  if (!canKeepDirectory()) return [];
  const sealed = await readValue(db, 'directory');
  if (!sealed) return [];
  return (await open(await deviceKey(db), sealed)) ?? [];
};

/** After unpairing nothing of the guests stays on the device. */
export const wipeDirectory = async (db: DeviceDatabase): Promise<void> => {
  await writeValue(db, 'directory', null);
  await writeValue(db, 'directory_key', null);
};
