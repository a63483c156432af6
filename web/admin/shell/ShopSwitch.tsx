import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { actFor } from '../api.ts';
import { useT } from '../i18n.tsx';
import { useSession } from '../session.ts';

const Shop = () => {
  const t = useT('admin');
  const { shop, locations } = useSession();
  const logo = shop.branding.logo_url;
  return (
    <>
      {logo ? (
        <img className="mark" src={logo} alt="" />
      ) : (
        <span className="mark initial" aria-hidden="true">
          {[...shop.name][0]}
        </span>
      )}
      <span className="grow">
        <span className="strong">{shop.name}</span>
        <br />
        <span className="small quiet">{t('shop.locations', { count: locations })}</span>
      </span>
    </>
  );
};

/** The merchant at the top of the sidebar; a menu for people who work for several. */
export const ShopSwitch = () => {
  const { merchants, merchant } = useSession();
  const queries = useQueryClient();
  const t = useT('admin');
  if (merchants.length < 2) {
    return (
      <div className="shop">
        <Shop />
      </div>
    );
  }
  const change = async (id: string) => {
    actFor(id);
    await queries.resetQueries();
  };
  return (
    <Menu width="target" position="bottom-start" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className="shop" aria-label={t('shop.change')}>
          <Shop />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {merchants.map(({ id, name }) => (
          <Menu.Item key={id} disabled={id === merchant.id} onClick={() => void change(id)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
