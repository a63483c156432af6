/** A failure the reader can mend; its message says how and is printed without a stack. */
export class Mendable extends Error {}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Shows that something long is going on: a counting line on a terminal, else one now and then. */
export async function withProgress(label, work) {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  const terminal = process.stderr.isTTY;
  const show = () => process.stderr.write(`\r${label} … ${seconds()} s `);
  if (!terminal) say(`${label} …`);
  const timer = setInterval(
    () => (terminal ? show() : say(`${label} … ${seconds()} s`)),
    terminal ? 1_000 : 15_000,
  );
  try {
    const result = await work();
    say(`${terminal ? '\r' : ''}${label}: done in ${seconds()} s`);
    return result;
  } catch (error) {
    if (terminal) say('');
    throw error;
  } finally {
    clearInterval(timer);
  }
}
