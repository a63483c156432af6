import { renderUnicodeCompact } from 'uqr';

export interface Addresses {
  /** Origin for this machine itself. */
  local: string;
  /** Origin phones in the same network can open; undefined when there is no such network. */
  lan: string | undefined;
  /** Origin of one's own domain or of the proxy in front. */
  publicUrl: string | undefined;
}

/** What a person reads when the server is up; `setupPath` only while nobody has signed up yet. */
export function announcement(addresses: Addresses, setupPath: string | undefined): string {
  const { local, lan, publicUrl } = addresses;
  const best = publicUrl ?? lan;
  const setup = setupPath && `${best ?? local}${setupPath}`;
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
    ...(best ? ['', indented(renderUnicodeCompact(setup ?? best, { border: 2 }))] : [NO_NETWORK]),
    '',
  ].join('\n');
}

const NO_NETWORK =
  '\n  Phones cannot reach this machine yet: connect it to a network, or see PUBLIC_URL and\n' +
  '  STAMGAST_DOMAIN in the README.';

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
