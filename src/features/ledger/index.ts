export type {
  Command,
  Decided,
  EventPlan,
  GuestPlan,
  OrderDetails,
  Plan,
  RunResult,
  StoredResponse,
} from './command.ts';
export type { LedgerContext } from './context.ts';
export { decideDue } from './due-members.ts';
export { compactLots, compactLotsJob, recordExpiry, recordExpiryJob } from './jobs.ts';
export { loadState } from './load.ts';
export type {
  DeviceAction,
  LoadRequest,
  MemberReference,
  OrderReference,
} from './load-request.ts';
export type {
  Loaded,
  LoadedDecision,
  LoadedOrder,
  LoadedRedemption,
  MemberProfile,
} from './loaded.ts';
export { connectionPort } from './port.ts';
export { type Preview, previewDecision } from './preview-decision.ts';
export { programVersion } from './program-cache.ts';
export { runDecision } from './run-decision.ts';
export { type Prepared, runTogether } from './run-together.ts';
