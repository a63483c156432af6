import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A private key and the chain it belongs to, both PEM. */
export type Certificate = { key: string; chain: string };

const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
};

/** Written beside and renamed: a crash leaves the old file or the new one, never half of it. */
const writeWhole = async (path: string, text: string): Promise<void> => {
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
};

/** Keys and certificates of a domain, in files only the server's user can read. */
export const certificateStore = (folder: string, domain: string) => {
  // Key and chain in one file: they can never be of two different orders.
  const certificatePath = join(folder, `${domain}.json`);
  const accountPath = join(folder, 'account.pem');
  const ready = () => mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    readCertificate: async (): Promise<Certificate | undefined> => {
      const text = await readIfThere(certificatePath);
      return text === undefined ? undefined : (JSON.parse(text) as Certificate);
    },
    saveCertificate: async (certificate: Certificate): Promise<void> => {
      await ready();
      await writeWhole(certificatePath, JSON.stringify(certificate));
    },
    readAccountKey: () => readIfThere(accountPath),
    saveAccountKey: async (pem: string): Promise<void> => {
      await ready();
      await writeWhole(accountPath, pem);
    },
  };
};

export type CertificateStore = ReturnType<typeof certificateStore>;

const RENEW_BEFORE_MS = 30 * 24 * 60 * 60 * 1000;

/** True without a certificate, with another domain's, or with less than a third of its life. */
export const needsRenewal = (
  certificate: Certificate | undefined,
  domain: string,
  now: number,
): boolean => {
  if (!certificate) return true;
  const leaf = new X509Certificate(certificate.chain);
  const from = Date.parse(leaf.validFrom);
  const to = Date.parse(leaf.validTo);
  // Authorities move to short-lived certificates: a third of the life, at most thirty days.
  const early = Math.min(RENEW_BEFORE_MS, (to - from) / 3);
  return leaf.checkHost(domain) === undefined || to - now < early;
};
