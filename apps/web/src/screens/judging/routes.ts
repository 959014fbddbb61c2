import { createRoute } from '@tanstack/react-router';
import { IconPencilCheck } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const list = createRoute({ getParentRoute: () => appRoute, path: '/scoresheets', component: screen(() => import('./SheetList')) });
const sheet = createRoute({ getParentRoute: () => appRoute, path: '/scoresheets/$id', component: screen(() => import('./SheetScreen')) });

export const judgingRoutes = [list, sheet];
export const judgingNav: NavItem[] = [{ to: '/scoresheets', label: 'judging.nav', icon: IconPencilCheck, roles: ['JUDGE'], order: 30 }];
