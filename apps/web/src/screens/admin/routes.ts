import { createRoute } from '@tanstack/react-router';
import { IconHistory, IconSitemap, IconUsers } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

/** Only known names, only text with something in it: `?q=&x=1` is no filter. */
function texts<K extends string>(...names: K[]) {
  return (search: Record<string, unknown>): Partial<Record<K, string>> => {
    const found: Partial<Record<K, string>> = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === 'string' && value) found[name] = value;
    }
    return found;
  };
}

const units = createRoute({
  getParentRoute: () => appRoute,
  path: '/units',
  validateSearch: texts('q', 'kind', 'asOf'),
  component: screen(() => import('./Units')),
});
const unitImport = createRoute({
  getParentRoute: () => appRoute,
  path: '/units/import',
  component: screen(() => import('./UnitImport')),
});
const unit = createRoute({
  getParentRoute: () => appRoute,
  path: '/units/$id',
  validateSearch: texts('asOf'),
  component: screen(() => import('./UnitScreen')),
});
const accounts = createRoute({
  getParentRoute: () => appRoute,
  path: '/accounts',
  validateSearch: texts('q', 'unitId', 'role'),
  component: screen(() => import('./Accounts')),
});
const newAccount = createRoute({
  getParentRoute: () => appRoute,
  path: '/accounts/new',
  validateSearch: texts('unitId'),
  component: screen(() => import('./NewAccount')),
});
const account = createRoute({
  getParentRoute: () => appRoute,
  path: '/accounts/$id',
  component: screen(() => import('./AccountScreen')),
});
const audit = createRoute({
  getParentRoute: () => appRoute,
  path: '/audit',
  validateSearch: texts('subjectType', 'subjectId'),
  component: screen(() => import('./Audit')),
});

export const adminRoutes = [units, unitImport, unit, accounts, newAccount, account, audit];
export const adminNav: NavItem[] = [
  { to: '/units', label: 'admin.units', icon: IconSitemap, roles: ['ADMIN', 'AUDITOR', 'BOARD_STAFF'], order: 70 },
  {
    to: '/accounts',
    label: 'admin.accounts',
    icon: IconUsers,
    roles: ['ADMIN', 'AUDITOR', 'BOARD_STAFF', 'COUNCIL_SECRETARY'],
    order: 71,
  },
  { to: '/audit', label: 'admin.audit', icon: IconHistory, roles: ['AUDITOR'], order: 72 },
];
