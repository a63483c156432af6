import acme from 'acme-client';
import type { Certificate, CertificateStore } from './certificate-store.ts';
import type { Challenges } from './challenges.ts';

export type Authority = { url: string; email: string | undefined };

/** Orders a certificate by the http-01 challenge; the account key is made once and kept. */
export const obtainCertificate = async (
  domain: string,
  authority: Authority,
  store: CertificateStore,
  challenges: Challenges,
): Promise<Certificate> => {
  const known = await store.readAccountKey();
  const accountKey = known ?? (await acme.crypto.createPrivateEcdsaKey()).toString();
  if (known === undefined) await store.saveAccountKey(accountKey);
  const client = new acme.Client({
    directoryUrl: authority.url,
    accountKey,
    backoffAttempts: 8,
    backoffMin: 1000,
    backoffMax: 15_000,
  });
  const [key, request] = await acme.crypto.createCsr(
    { commonName: domain, altNames: [domain] },
    await acme.crypto.createPrivateEcdsaKey(),
  );
  const chain = await client.auto({
    csr: request,
    ...(authority.email === undefined ? {} : { email: authority.email }),
    termsOfServiceAgreed: true,
    challengePriority: ['http-01'],
    // The authority itself says whether the address works; a check from here often can't (NAT).
    skipChallengeVerification: true,
    challengeCreateFn: async (_authorization, challenge, keyAuthorization) => {
      challenges.set(challenge.token, keyAuthorization);
    },
    challengeRemoveFn: async (_authorization, challenge) => {
      challenges.delete(challenge.token);
    },
  });
  return { key: key.toString(), chain };
};
