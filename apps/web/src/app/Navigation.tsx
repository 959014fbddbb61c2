import { useState } from 'react';
import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { hasRole, useSession } from '../api/session';
import { t } from '../i18n';
import type { NavItem } from './nav';
import { navItems } from './nav-items';
import css from './Navigation.module.css';

/** What this account is shown; what it may do is decided by the server, record by record. */
export function useNavItems(): NavItem[] {
  const session = useSession();
  return navItems.filter((item) => !item.roles || hasRole(session, ...item.roles));
}

function NavLink({ item, className, onClick }: { item: NavItem; className: string | undefined; onClick?: () => void }) {
  const Icon = item.icon;
  return (
    <Link to={item.to} className={className} activeOptions={{ exact: item.to === '/' }} onClick={onClick}>
      <Icon size={20} stroke={1.6} aria-hidden />
      <span>{t(item.label)}</span>
    </Link>
  );
}

export function SideNav() {
  const items = useNavItems();
  return (
    <nav className={`${css.side} dvk-no-print`} aria-label={t('common.main_navigation')}>
      {items.map((item) => (
        <NavLink key={item.to} item={item} className={css.sideLink} />
      ))}
    </nav>
  );
}

const inBar = 4;

/** On the phone: the first places within reach of the thumb, the rest behind "Thêm". */
export function BottomBar() {
  const items = useNavItems();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const rest = items.length > inBar + 1 ? items.slice(inBar) : [];
  const shown = rest.length ? items.slice(0, inBar) : items;
  return (
    <nav
      className={`${css.bar} dvk-no-print`}
      aria-label={t('common.main_navigation')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      {open && (
        <div id="more-places" className={css.sheet}>
          {rest.map((item) => (
            <NavLink key={item.to} item={item} className={css.sideLink} onClick={close} />
          ))}
        </div>
      )}
      {shown.map((item) => (
        <NavLink key={item.to} item={item} className={css.barLink} onClick={close} />
      ))}
      {rest.length > 0 && (
        <button
          type="button"
          className={css.barLink}
          onClick={() => setOpen(!open)}
          aria-expanded={open}
          aria-controls={open ? 'more-places' : undefined}
        >
          <IconMenu2 size={20} stroke={1.6} aria-hidden />
          <span>{t('common.more')}</span>
        </button>
      )}
    </nav>
  );
}
