import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide';
import type { Permission } from '#contract/permissions.ts';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { useSession } from '../session.ts';
import { ChoosePassword } from '../setup/ChoosePassword.tsx';
import '../parts/parts.css';
import './settings.css';

const PAGES = [
  { name: 'branding', to: '/admin/settings/branding', needs: 'settings:write' },
  { name: 'locations', to: '/admin/settings/locations', needs: 'locations:write' },
  { name: 'people', to: '/admin/settings/people', needs: 'audit:read' },
  { name: 'tills', to: '/admin/settings/tills', needs: 'tills:write' },
  { name: 'address', to: '/admin/settings/address', needs: 'posters:write' },
  { name: 'keys', to: '/admin/settings/keys', needs: 'keys:write' },
  { name: 'import', to: '/admin/import', needs: 'imports:write' },
  { name: 'audit', to: '/admin/settings/audit', needs: 'audit:read' },
] as const satisfies { name: string; to: string; needs: Permission }[];

/** What can be set, in the order it is usually needed. */
export const SettingsPage = () => {
  const t = useT('settings');
  const { permissions, password_chosen } = useSession();
  return (
    <>
      <PageTitle title={t('title')} />
      <div className="sections">
        {!password_chosen && <ChoosePassword />}
        <ul className="rows settings">
          {PAGES.filter(({ needs }) => permissions.includes(needs)).map(({ name, to }) => (
            <li key={name}>
              <Link to={to}>
                <span className="grow">
                  <span className="strong">{t(name)}</span>
                  <span className="small quiet">{t(`${name}_text`)}</span>
                </span>
                <Icon node={ChevronRight} />
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
};
