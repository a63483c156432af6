/** What background work needs of a logger; pino's fits. */
export type WorkLog = {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
};

export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
