import type { Route } from '#platform/http/index.ts';
import { cardPageRoutes } from './card-routes.ts';
import { choiceRoutes } from './choice-routes.ts';
import type { CardDeps } from './deps.ts';
import { joinRoutes } from './join-routes.ts';
import { lostRoutes } from './lost-routes.ts';
import { profileRoutes } from './profile-routes.ts';

export type { CardDeps } from './deps.ts';

/** The member's pages. */
export const cardRoutes = (deps: CardDeps): Route[] => [
  ...joinRoutes(deps),
  ...cardPageRoutes(deps),
  ...choiceRoutes(deps),
  ...profileRoutes(deps),
  ...lostRoutes(deps),
];
