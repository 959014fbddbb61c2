import { createRoute } from '@tanstack/react-router';
import { IconPencilCheck } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const list = createRoute({ getParentRoute: () => appRoute, path: '/scoresheets', component: screen(() => import('./SheetList')) });
const sheet = createRoute({ getParentRoute: () => appRoute, path: '/scoresheets/$id', component: screen(() => import('./SheetScreen')) });

const panels = createRoute({ getParentRoute: () => appRoute, path: '/rounds/$id/panels', component: screen(() => import('./Panels')) });
const panel = createRoute({ getParentRoute: () => appRoute, path: '/rounds/$id/panels/$panelId', component: screen(() => import('./PanelBoard')) });
const standings = createRoute({
  getParentRoute: () => appRoute,
  path: '/rounds/$id/standings',
  validateSearch: (search: Record<string, unknown>): { category?: string } => (typeof search.category === 'string' && search.category ? { category: search.category } : {}),
  component: screen(() => import('./Standings')),
});

export const judgingRoutes = [list, sheet, panels, panel, standings];
export const judgingNav: NavItem[] = [{ to: '/scoresheets', label: 'judging.nav', icon: IconPencilCheck, roles: ['JUDGE'], order: 30 }];
