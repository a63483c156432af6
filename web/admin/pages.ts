import { lazyRouteComponent } from '@tanstack/react-router';

/** Every page loads its own code; the first route stays small. */
export const doorPages = [
  {
    path: '/admin/sign-in',
    component: lazyRouteComponent(() => import('./sign-in/SignIn.tsx'), 'SignIn'),
  },
  {
    path: '/admin/forgot-password',
    component: lazyRouteComponent(() => import('./sign-in/ForgotPassword.tsx'), 'ForgotPassword'),
  },
  {
    path: '/password-reset',
    component: lazyRouteComponent(() => import('./sign-in/ResetPassword.tsx'), 'ResetPassword'),
  },
  {
    path: '/setup',
    component: lazyRouteComponent(() => import('./setup/SetupPage.tsx'), 'SetupPage'),
  },
  {
    path: '/invitation',
    component: lazyRouteComponent(() => import('./people/ClaimInvitation.tsx'), 'ClaimInvitation'),
  },
];

export const shellPages: { path: string; component: ReturnType<typeof lazyRouteComponent> }[] = [
  {
    path: '/admin',
    component: lazyRouteComponent(() => import('./today/TodayPage.tsx'), 'TodayPage'),
  },
  {
    path: '/admin/members',
    component: lazyRouteComponent(() => import('./members/MembersPage.tsx'), 'MembersPage'),
  },
  {
    path: '/admin/members/$id',
    component: lazyRouteComponent(() => import('./member/MemberPage.tsx'), 'MemberPage'),
  },
  {
    path: '/admin/program',
    component: lazyRouteComponent(() => import('./program/ProgramPage.tsx'), 'ProgramPage'),
  },
  {
    path: '/admin/rewards',
    component: lazyRouteComponent(() => import('./rewards/RewardsPage.tsx'), 'RewardsPage'),
  },
  {
    path: '/admin/try',
    component: lazyRouteComponent(() => import('./try/TryPage.tsx'), 'TryPage'),
  },
  {
    path: '/admin/simulator',
    component: lazyRouteComponent(() => import('./simulator/SimulatorPage.tsx'), 'SimulatorPage'),
  },
  {
    path: '/admin/settings/people',
    component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
  },
  {
    path: '/admin/settings/tills',
    component: lazyRouteComponent(() => import('./people/TillsPage.tsx'), 'TillsPage'),
  },
  {
    path: '/admin/posters',
    component: lazyRouteComponent(() => import('./posters/PostersPage.tsx'), 'PostersPage'),
  },
  {
    path: '/admin/import',
    component: lazyRouteComponent(() => import('./import/ImportsPage.tsx'), 'ImportsPage'),
  },
  {
    path: '/admin/import/$id',
    component: lazyRouteComponent(() => import('./import/ImportPage.tsx'), 'ImportPage'),
  },
  {
    path: '/admin/settings',
    component: lazyRouteComponent(() => import('./settings/SettingsPage.tsx'), 'SettingsPage'),
  },
  {
    path: '/admin/settings/branding',
    component: lazyRouteComponent(() => import('./settings/BrandingPage.tsx'), 'BrandingPage'),
  },
  {
    path: '/admin/settings/locations',
    component: lazyRouteComponent(() => import('./settings/LocationsPage.tsx'), 'LocationsPage'),
  },
  {
    path: '/admin/settings/address',
    component: lazyRouteComponent(() => import('./settings/AddressPage.tsx'), 'AddressPage'),
  },
  {
    path: '/admin/settings/keys',
    component: lazyRouteComponent(() => import('./keys/KeysPage.tsx'), 'KeysPage'),
  },
  {
    path: '/admin/messages',
    component: lazyRouteComponent(() => import('./outbox/OutboxPage.tsx'), 'OutboxPage'),
  },
  {
    path: '/admin/settings/audit',
    component: lazyRouteComponent(() => import('./audit/AuditPage.tsx'), 'AuditPage'),
  },
];
