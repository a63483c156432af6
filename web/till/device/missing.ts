import { canKeepDirectory } from './vault.ts';

/** What a browser withholds from a page at a plain http address. */
export const MISSING_FEATURES = ['camera', 'directory', 'page'] as const;
export type MissingFeature = (typeof MISSING_FEATURES)[number];

const isThere: Record<MissingFeature, () => boolean> = {
  camera: () => navigator.mediaDevices !== undefined,
  directory: canKeepDirectory,
  // The worker that opens the till without a network.
  page: () => 'serviceWorker' in navigator,
};

/** What this browser does not let the till do here; asked of the browser, not of the address. */
export const missingHere = (): MissingFeature[] =>
  MISSING_FEATURES.filter((feature) => !isThere[feature]());
