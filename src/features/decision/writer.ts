import type { Locale } from '#core/program.ts';
import type { Command, LedgerContext } from '#features/ledger/index.ts';
import {
  actorOf,
  type Deps,
  idempotencyOwner,
  type MerchantPrincipal,
  type Places,
  placesOf,
} from '#platform/http/index.ts';

/** Who writes to the ledger, for which reader, and what makes a repeat of it harmless. */
export type Writer = {
  ctx: LedgerContext;
  /** Language of the sentences in the answer. */
  reader: Locale;
  /** Where it happens unless the request says otherwise: the place of the till. */
  locationId?: string | undefined;
  /** The only locations they may act at; null or missing = all. */
  places?: Places | undefined;
  idempotency?: { principal: string; key: string; hash: string } | undefined;
  device?: Command['device'];
  /** Reasons a person should look at it. */
  flags?: string[] | undefined;
};

type Request = {
  principal: MerchantPrincipal;
  locale: Locale;
  idempotencyKey: string | null;
  requestHash: string;
};

const peopleOf = (principal: MerchantPrincipal): Pick<LedgerContext, 'staffId' | 'tillId'> => {
  if (principal.kind === 'api_key') return {};
  if (principal.kind === 'staff') return { staffId: principal.staffId };
  return { staffId: principal.staffId ?? undefined, tillId: principal.tillId };
};

/** The writer behind a request. */
export const writerOf = (deps: Pick<Deps, 'db' | 'clock'>, request: Request): Writer => {
  const { principal, idempotencyKey: key, requestHash: hash } = request;
  return {
    ctx: {
      db: deps.db,
      clock: deps.clock,
      merchantId: principal.merchantId,
      actor: actorOf(principal),
      ...peopleOf(principal),
    },
    reader: request.locale,
    locationId: principal.kind === 'till' ? principal.locationId : undefined,
    places: placesOf(principal),
    idempotency: key === null ? undefined : { principal: idempotencyOwner(principal), key, hash },
  };
};
