import { createRoute } from '@tanstack/react-router';
import { IconFileText } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/entries',
  component: screen(() => import('./EntryList')),
});
const create = createRoute({
  getParentRoute: () => appRoute,
  path: '/entries/new',
  component: screen(() => import('./NewEntry')),
});
const edit = createRoute({
  getParentRoute: () => appRoute,
  path: '/entries/$id/edit',
  component: screen(() => import('./EditEntry')),
});
const show = createRoute({
  getParentRoute: () => appRoute,
  path: '/entries/$id',
  component: screen(() => import('./EntryScreen')),
});

const history = createRoute({
  getParentRoute: () => appRoute,
  path: '/entries/$id/history',
  component: screen(() => import('./writing/History')),
});

export const entriesRoutes = [history, list, create, edit, show];
export const entriesNav: NavItem[] = [
  {
    to: '/entries',
    label: 'entries.nav',
    icon: IconFileText,
    roles: ['REPORTER', 'UNIT_HEAD', 'OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR'],
    order: 10,
  },
];
