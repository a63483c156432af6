import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Loading.tsx';
import { useSession } from '../session.ts';
import { Brand } from './Brand.tsx';
import { Me } from './Me.tsx';
import { NAVIGATION, type NavItem, TILL } from './navigation.ts';
import { ShopSwitch } from './ShopSwitch.tsx';

const isHere = (path: string, to: string): boolean =>
  to === '/admin' ? path === '/admin' || path === '/admin/' : path.startsWith(to);

const NavLink = ({ item, path }: { item: NavItem; path: string }) => {
  const t = useT('admin');
  return (
    <Link
      to={item.to}
      activeOptions={{ exact: true }}
      {...(isHere(path, item.to) ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon node={item.icon} />
      {t(item.label)}
    </Link>
  );
};

/** Sidebar (tabs at the bottom on a phone) and the page beside it. */
export const Shell = () => {
  const t = useT('admin');
  const { permissions } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const allowed = NAVIGATION.map((group) =>
    group.filter((item) => permissions.includes(item.needs)),
  ).filter((group) => group.length > 0);
  return (
    <div className="admin">
      <a className="skip" href="#content">
        {t('skip_to_content')}
      </a>
      <aside className="side">
        <Brand />
        <ShopSwitch />
        <nav aria-label={t('nav.label')}>
          {allowed.map((group, at) => (
            <div key={group[0]?.to}>
              {at > 0 && <hr />}
              {group.map((item) => (
                <NavLink key={item.to} item={item} path={path} />
              ))}
            </div>
          ))}
          <hr />
          <a href={TILL.href}>
            <Icon node={TILL.icon} />
            {t(TILL.label)}
          </a>
        </nav>
        <Me />
      </aside>
      <main className="content" id="content" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <nav className="tabs-bottom" aria-label={t('nav.label')}>
        {allowed
          .flat()
          .filter((item) => item.tab)
          .map((item) => (
            <NavLink key={item.to} item={item} path={path} />
          ))}
      </nav>
    </div>
  );
};
