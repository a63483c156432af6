export { type SecureDomainOptions, secureDomain, type TlsState } from './secure-domain.ts';
