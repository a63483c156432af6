import { errorCode } from '#platform/config/is-missing.ts';
import { operatorError } from '#platform/config/operator-error.ts';

/** Opens a port; what stands in the way is told with the setting that mends it. */
export async function openPort<T>(
  port: number,
  setting: string,
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    const mend = mendOf(errorCode(cause), port, setting);
    throw mend === undefined ? cause : operatorError(mend, cause);
  }
}

function mendOf(code: string | undefined, port: number, setting: string): string | undefined {
  const other = `choose another, e.g. ${setting}=${port === 4400 ? 4401 : 4400}`;
  if (code === 'EADDRINUSE') return `Port ${port} is used by another program: end it, or ${other}`;
  if (code === 'EACCES')
    return `Port ${port} needs the right to open ports below 1024, or ${other}`;
  if (code === 'EADDRNOTAVAIL') return 'HOST is no address of this machine: leave it out';
  return undefined;
}
