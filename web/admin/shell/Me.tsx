import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LOCALES } from '#core/program.ts';
import { api } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { sessionQuery, useSession } from '../session.ts';

/** Languages by their own names: a reader lost in a foreign one must find theirs. */
export const LANGUAGE_NAMES = {
  en: 'English',
  sk: 'Slovenčina',
  cs: 'Čeština',
  pl: 'Polski',
  hu: 'Magyar',
  de: 'Deutsch',
} as const;

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => [...part][0] ?? '')
    .join('')
    .toUpperCase();

/** The signed-in person at the foot of the sidebar: language and sign-out. */
export const Me = () => {
  const t = useT('admin');
  const { staff } = useSession();
  const { locale, choose } = useLocale();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await api.post('/auth/sign-out');
    queries.setQueryData(sessionQuery.queryKey, null);
    await navigate({ to: '/admin/sign-in' });
  };
  return (
    <Menu position="top-start" width={208} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className="me">
          <span className="initials" aria-hidden="true">
            {initials(staff.name)}
          </span>
          <span className="grow">
            <span className="strong">{staff.name}</span>
            <br />
            <span className="quiet">{t(`role.${staff.role}`)}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('me.language')}</Menu.Label>
        {LOCALES.map((each) => (
          <Menu.Item key={each} disabled={each === locale} onClick={() => choose(each)}>
            {LANGUAGE_NAMES[each]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>{t('me.sign_out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
