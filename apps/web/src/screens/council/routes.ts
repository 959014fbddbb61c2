import { createRoute } from '@tanstack/react-router';
import { IconUsersGroup } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const councils = createRoute({ getParentRoute: () => appRoute, path: '/rounds/$id/councils', component: screen(() => import('./Councils')) });
const sessions = createRoute({ getParentRoute: () => appRoute, path: '/council-sessions', component: screen(() => import('./Sessions')) });
const session = createRoute({
  getParentRoute: () => appRoute,
  path: '/council-sessions/$id',
  /** `view=room`: the big picture for the screen in the room. */
  validateSearch: (search: Record<string, unknown>): { view?: 'room' } => (search.view === 'room' ? { view: 'room' } : {}),
  component: screen(() => import('./SessionScreen')),
});

export const councilRoutes = [councils, sessions, session];
export const councilNav: NavItem[] = [
  { to: '/council-sessions', label: 'council.nav', icon: IconUsersGroup, roles: ['COUNCIL_CHAIR', 'COUNCIL_SECRETARY', 'COUNCIL_MEMBER', 'BOARD_STAFF'], order: 40 },
];
