import type { SimulationLine, SimulationView } from '#contract/simulation.ts';
import { api } from '../api.ts';

export type Behavior = { days: number; redeems: boolean; breakage_per_mille: number };
export type Progress = { done: number; of: number };

/** The result at the end of the lines; each line before tells how far it is. */
const lastOf = async (
  response: Response,
  onProgress: (progress: Progress) => void,
): Promise<SimulationView> => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      const line = JSON.parse(text) as SimulationLine;
      if ('draft' in line) return line;
      onProgress(line);
    }
  }
  throw new Error('the simulation ended without a result');
};

/** Runs a draft over the merchant's own orders. */
export const simulateOrders = async (
  program: string,
  behavior: Behavior,
  onProgress: (progress: Progress) => void,
): Promise<SimulationView> =>
  lastOf(await api.stream('/v1/simulations', { program, ...behavior }), onProgress);

/** The same over a file; nothing of it is kept. */
export const simulateFile = async (
  program: string,
  { redeems, breakage_per_mille }: Behavior,
  file: Blob,
  onProgress: (progress: Progress) => void,
): Promise<SimulationView> => {
  const asked = new URLSearchParams({
    program,
    redeems: String(redeems),
    breakage_per_mille: String(breakage_per_mille),
  });
  const plain = new Blob([file], { type: 'application/octet-stream' });
  return lastOf(await api.stream(`/v1/simulations/files?${asked}`, plain), onProgress);
};
