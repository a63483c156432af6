/**
 * What PostgreSQL's programs see of our environment: nothing that could change their settings
 * (PGPORT, LC_ALL, LD_LIBRARY_PATH of a distribution's own PostgreSQL, …).
 */
export function serverEnvironment(): Record<string, string> {
  const base = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };
  if (process.platform !== 'win32') return base;
  return { ...base, PATH: 'C:\\Windows\\System32', SystemRoot: 'C:\\Windows' };
}
