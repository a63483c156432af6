import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { doorPages, shellPages } from './pages.ts';
import { Fault } from './parts/Fault.tsx';
import { Loading } from './parts/Loading.tsx';
import { queryClient } from './query-client.ts';
import { sessionQuery } from './session.ts';
import { Shell } from './shell/Shell.tsx';

const root = createRootRoute();

/** Pages for people who are not signed in yet. */
const doors = doorPages.map(({ path, component }) =>
  createRoute({ getParentRoute: () => root, path, component }),
);

/** Everything else needs a session; a finished set-up lets into the shell. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: '/admin/sign-in', search: { next: location.href } });
  },
});

const pages = shellPages.map(({ path, component }) =>
  createRoute({ getParentRoute: () => shell, path, component }),
);

export const router = createRouter({
  routeTree: root.addChildren([...doors, shell.addChildren(pages)]),
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error, reset }) => <Fault fault={error} retry={reset} />,
  scrollRestoration: true,
});
