export { REBUILT_TABLES, rebuildLedger } from './rebuild-ledger.ts';
export { replayMember } from './replay-member.ts';
export type { Check, Report } from './report.ts';
export { runDoctor } from './run-doctor.ts';
