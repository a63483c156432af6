import type { IconNode } from 'lucide';
import {
  FileUp,
  FlaskConical,
  Gift,
  Inbox,
  LayoutDashboard,
  Printer,
  Receipt,
  ScanLine,
  Settings,
  Stamp,
  Users,
} from 'lucide';
import type { Permission } from '#contract/permissions.ts';
import type { Areas } from '../i18n.tsx';

export type NavItem = {
  to: string;
  label: Areas['admin'];
  icon: IconNode;
  needs: Permission;
  /** Shown among the five tabs of a phone. */
  tab?: true;
};

/** Groups of the sidebar, in reading order. */
export const NAVIGATION: NavItem[][] = [
  [
    { to: '/admin', label: 'nav.today', icon: LayoutDashboard, needs: 'analytics:read', tab: true },
    { to: '/admin/members', label: 'nav.members', icon: Users, needs: 'members:read', tab: true },
    { to: '/admin/program', label: 'nav.program', icon: Stamp, needs: 'program:write', tab: true },
    { to: '/admin/rewards', label: 'nav.rewards', icon: Gift, needs: 'rewards:write', tab: true },
  ],
  [
    { to: '/admin/try', label: 'nav.try', icon: Receipt, needs: 'program:write' },
    { to: '/admin/simulator', label: 'nav.simulator', icon: FlaskConical, needs: 'program:write' },
  ],
  [
    { to: '/admin/posters', label: 'nav.posters', icon: Printer, needs: 'posters:write' },
    { to: '/admin/import', label: 'nav.import', icon: FileUp, needs: 'imports:write' },
    { to: '/admin/messages', label: 'nav.messages', icon: Inbox, needs: 'settings:write' },
  ],
  [
    {
      to: '/admin/settings',
      label: 'nav.settings',
      icon: Settings,
      needs: 'tills:write',
      tab: true,
    },
  ],
];

export const TILL: { href: string; label: Areas['admin']; icon: IconNode } = {
  href: '/till',
  label: 'nav.till',
  icon: ScanLine,
};
