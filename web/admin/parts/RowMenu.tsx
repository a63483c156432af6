import { Menu } from '@mantine/core';
import { Ellipsis } from 'lucide';
import { Icon } from './Icon.tsx';
import './parts.css';

export type RowAction = { label: string; act: () => void };

/** What can be done to one row. Without anything to do there is no button. */
export const RowMenu = ({ label, actions }: { label: string; actions: RowAction[] }) =>
  actions.length === 0 ? null : (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className="btn menu" aria-label={label}>
          <Icon node={Ellipsis} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((each) => (
          <Menu.Item key={each.label} onClick={each.act}>
            {each.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
