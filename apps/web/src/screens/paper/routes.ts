import { createRoute } from '@tanstack/react-router';
import { IconMailOpened } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const enter = createRoute({
  getParentRoute: () => appRoute,
  path: '/paper/new',
  component: screen(() => import('./NewPaper')),
});

export const paperRoutes = [enter];
export const paperNav: NavItem[] = [
  { to: '/paper/new', label: 'paper.nav', icon: IconMailOpened, roles: ['OFFICER'], order: 22 },
];
