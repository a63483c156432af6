import type {
  AuditTable,
  FileTable,
  ImportTable,
  InvitationTable,
  LocationTable,
  MerchantTable,
  PosterTable,
  StaffTable,
  TillTable,
} from './tables/business.ts';
import type {
  ApiKeyTable,
  AuthAccountTable,
  AuthSessionTable,
  CardTokenTable,
  MerchantSlugTable,
  OneTimeCodeTable,
  StaffDirectoryTable,
  TillSessionTable,
  TillTokenTable,
} from './tables/control.ts';
import type {
  DeviceActionTable,
  IdempotencyKeyTable,
  MessageTable,
  OrderKeyTable,
  OrderSnapshotTable,
  OutboxTable,
  RefundKeyTable,
} from './tables/delivery.ts';
import type {
  AccountTable,
  AllocationTable,
  DecisionTable,
  EntryTable,
  HoldTable,
  LotTable,
  MemberDayTable,
  MemberStateTable,
  ProgressTable,
  RemainderTable,
  VoucherTable,
} from './tables/ledger.ts';
import type {
  CardTable,
  ConsentTable,
  MemberExternalIdTable,
  MemberTable,
} from './tables/member.ts';
import type { OrderTable, RedemptionTable, VisitTable } from './tables/order.ts';
import type {
  ClaimableTable,
  ProgramDraftTable,
  ProgramVersionTable,
  RewardRevisionTable,
  RewardTable,
} from './tables/program.ts';

/** Every table by the name it is queried with; control tables carry their schema. */
export type Tables = {
  merchant: MerchantTable;
  location: LocationTable;
  staff: StaffTable;
  invitation: InvitationTable;
  till: TillTable;
  audit: AuditTable;
  poster: PosterTable;
  import: ImportTable;
  file: FileTable;
  program_version: ProgramVersionTable;
  program_draft: ProgramDraftTable;
  reward: RewardTable;
  reward_revision: RewardRevisionTable;
  claimable: ClaimableTable;
  member: MemberTable;
  member_external_id: MemberExternalIdTable;
  consent: ConsentTable;
  card: CardTable;
  member_state: MemberStateTable;
  account: AccountTable;
  remainder: RemainderTable;
  decision: DecisionTable;
  entry: EntryTable;
  lot: LotTable;
  allocation: AllocationTable;
  hold: HoldTable;
  member_day: MemberDayTable;
  progress: ProgressTable;
  voucher: VoucherTable;
  order: OrderTable;
  visit: VisitTable;
  redemption: RedemptionTable;
  order_key: OrderKeyTable;
  order_snapshot: OrderSnapshotTable;
  refund_key: RefundKeyTable;
  device_action: DeviceActionTable;
  idempotency_key: IdempotencyKeyTable;
  outbox: OutboxTable;
  message: MessageTable;
  'control.merchant_slug': MerchantSlugTable;
  'control.card_token': CardTokenTable;
  'control.api_key': ApiKeyTable;
  'control.staff_directory': StaffDirectoryTable;
  'control.till_token': TillTokenTable;
  'control.one_time_code': OneTimeCodeTable;
  'control.till_session': TillSessionTable;
  'control.auth_session': AuthSessionTable;
  'control.auth_account': AuthAccountTable;
};
