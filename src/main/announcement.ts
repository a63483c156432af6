import { renderUnicodeCompact } from 'uqr';

export interface Addresses {
  /** Origin for this machine itself. */
  local: string;
  /** Origin phones in the same network can open; undefined when there is no such network. */
  lan: string | undefined;
  /** Origin of one's own domain or of the proxy in front. */
  publicUrl: string | undefined;
}

/** What a person reads when the server is up; `setup` is null once an owner has signed up. */
export function announcement(addresses: Addresses, setup: string | null, colors: boolean): string {
  const { local, lan, publicUrl } = addresses;
  const best = publicUrl ?? lan;
  const rows = [
    ['On this machine', local],
    ['In your network', publicUrl ? undefined : lan],
    ['On the internet', publicUrl],
    ['Set up', setup],
  ].filter(([, address]) => address);
  return [
    '',
    'Stamgast is ready.',
    '',
    ...rows.map(([name, address]) => `  ${name?.padEnd(17)}${address}`),
    ...(best ? ['', codeOf(setup ?? best, colors)] : [NO_NETWORK]),
    '',
  ].join('\n');
}

const NO_NETWORK =
  '\n  Phones cannot reach this machine yet: connect it to a network, or see PUBLIC_URL and\n' +
  '  STAMGAST_DOMAIN in the README.';

/** Cameras want dark on light: on a terminal the colors are set, whatever its theme is. */
function codeOf(address: string, colors: boolean): string {
  const lines = renderUnicodeCompact(address, { border: 2 }).split('\n');
  return lines.map((line) => (colors ? `  \u001b[97;40m${line}\u001b[0m` : `  ${line}`)).join('\n');
}
