import { createRoute } from '@tanstack/react-router';
import { IconTableImport } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/imports',
  component: screen(() => import('./Imports')),
});
const one = createRoute({
  getParentRoute: () => appRoute,
  path: '/imports/$id',
  component: screen(() => import('./ImportScreen')),
});

export const importsRoutes = [list, one];
export const importsNav: NavItem[] = [
  { to: '/imports', label: 'imports.nav', icon: IconTableImport, roles: ['BOARD_STAFF', 'OFFICER'], order: 58 },
];
