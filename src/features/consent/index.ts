export { type ConsentRow, listConsents, recordConsents } from './consent-queries.ts';
