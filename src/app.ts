import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { adjustmentRoutes } from '#features/adjustment/index.ts';
import { apiKeyResolver, apiKeyRoutes } from '#features/api-key/index.ts';
import { auditRoutes } from '#features/audit/index.ts';
import { cardRoutes } from '#features/card/index.ts';
import { cardRecoveryRoutes } from '#features/card-recovery/index.ts';
import { figureRoutes } from '#features/figure/index.ts';
import { fileRoutes } from '#features/file/index.ts';
import { importRoutes } from '#features/import/index.ts';
import { invitationRoutes } from '#features/invitation/index.ts';
import { locationRoutes } from '#features/location/index.ts';
import { cardResolver, memberRoutes } from '#features/member/index.ts';
import { merchantRoutes } from '#features/merchant/index.ts';
import { messageRoutes } from '#features/message/index.ts';
import { orderRoutes } from '#features/order/index.ts';
import { passwordResetRoutes } from '#features/password-reset/index.ts';
import { posterRoutes } from '#features/poster/index.ts';
import { previewRoutes } from '#features/preview/index.ts';
import { programRoutes } from '#features/program/index.ts';
import { redemptionRoutes } from '#features/redemption/index.ts';
import { reversalRoutes } from '#features/reversal/index.ts';
import { rewardRoutes } from '#features/reward/index.ts';
import { simulationRoutes } from '#features/simulation/index.ts';
import { staffResolver, staffRoutes } from '#features/staff/index.ts';
import {
  directoryRoutes,
  syncRoutes,
  tillResolver,
  tillRoutes,
  tillShellRoutes,
} from '#features/till/index.ts';
import { visitRoutes } from '#features/visit/index.ts';
import { signInRoutes } from '#platform/auth/routes.ts';
import { createSignIn, type SignIn } from '#platform/auth/sign-in.ts';
import { type Clock, systemClock } from '#platform/clock/clock.ts';
import type { Config } from '#platform/config/config.ts';
import { readOrCreateSecret } from '#platform/config/secrets.ts';
import type { Db } from '#platform/db/database.ts';
import { serveAssets } from '#platform/http/assets.ts';
import {
  createMetrics,
  createServer,
  type Deps,
  healthRoutes,
  LIMITS,
  type Limits,
  type Route,
  tokenBuckets,
} from '#platform/http/index.ts';
import { originOf, rememberFor } from '#platform/http/origin.ts';
import { OUTBOX_CHANNEL } from '#platform/jobs/wake.ts';
import { createLiveHub, LIVE_CHANNEL, type LiveHub } from '#platform/live/hub.ts';
import { startListener } from '#platform/live/listener.ts';
import { createMailer, type Mailer } from '#platform/mail/mailer.ts';
import { docsRoutes } from '#platform/openapi/routes.ts';
import { adminPageRoutes } from '#platform/render/admin-routes.ts';
import { WEB_DIR } from '#platform/render/assets.ts';
import type { TlsState } from '#platform/tls/index.ts';
import { startWork } from './work.ts';

export type AppDeps = Deps & {
  signIn: SignIn;
  mail: Mailer | null;
  live: LiveHub;
  tls: () => TlsState | null;
  pseudoLocale: boolean;
};

export type AppOptions = {
  config: Config;
  db: Db;
  log: FastifyBaseLogger;
  clock?: Clock;
  limits?: Limits;
  tls?: () => TlsState | null;
  /** For tests: compares each answer with its schema, lets `?lang=xx` show longer texts. */
  checks?: boolean;
  /** Without it no jobs run in this process. */
  background?: boolean;
};

/** The routes of every feature. */
export const featureRoutes = (deps: AppDeps): Route[] => [
  ...adminPageRoutes(),
  ...adjustmentRoutes(deps),
  ...apiKeyRoutes(deps),
  ...auditRoutes(deps),
  ...cardRoutes(deps),
  ...cardRecoveryRoutes(deps),
  ...figureRoutes(deps),
  ...fileRoutes(deps),
  ...importRoutes(deps),
  ...invitationRoutes(deps),
  ...locationRoutes(deps),
  ...memberRoutes(deps),
  ...merchantRoutes(deps),
  ...messageRoutes(deps),
  ...orderRoutes(deps),
  ...passwordResetRoutes(deps),
  ...posterRoutes(deps),
  ...previewRoutes(deps),
  ...programRoutes(deps),
  ...redemptionRoutes(deps),
  ...reversalRoutes(deps),
  ...rewardRoutes(deps),
  ...simulationRoutes(deps),
  ...signInRoutes(deps.signIn, deps.origin),
  ...staffRoutes(deps),
  ...tillRoutes(deps),
  ...directoryRoutes(deps),
  ...syncRoutes(deps),
  ...tillShellRoutes(),
  ...visitRoutes(deps),
];

/** The web application on an open, migrated database; closing it ends all it started. */
export const createApp = async (options: AppOptions): Promise<FastifyInstance> => {
  const { config, db, log, clock = systemClock, checks = false, background = true } = options;
  const listener = await startListener(db, [OUTBOX_CHANNEL, LIVE_CHANNEL], log);
  const origin = rememberFor(10_000, () => originOf(config));
  const { smtpUrl, mailFrom = 'stamgast@localhost' } = config;
  const secret = readOrCreateSecret(config.dataDir, 'sign-in');
  const deps: AppDeps = {
    ...{ db, clock, config, origin, log },
    signIn: createSignIn({ pool: db.app, secret, origin: origin() }),
    mail: smtpUrl === undefined ? null : createMailer({ smtpUrl, from: mailFrom }),
    live: createLiveHub(listener),
    tls: options.tls ?? (() => null),
    pseudoLocale: checks,
  };
  const metrics = createMetrics();
  const open = featureRoutes(deps);
  const routes = [...healthRoutes(deps, metrics), ...docsRoutes(), ...open];
  const resolvers = [apiKeyResolver, tillResolver, cardResolver, staffResolver].map((resolver) =>
    resolver(deps),
  );
  const limited = { limits: options.limits ?? LIMITS, buckets: tokenBuckets() };
  const context = { origin, now: clock.now, resolvers, ...limited, metrics, checkAnswers: checks };
  const app = await createServer({ config, log, context, routes });
  await serveAssets(app, WEB_DIR);
  const work = background ? await startWork(deps, listener) : undefined;
  app.addHook('onClose', async () => {
    await work?.close();
    await listener.close();
    deps.mail?.close();
  });
  return app;
};
