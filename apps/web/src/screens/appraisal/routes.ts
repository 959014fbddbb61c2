import { createRoute } from '@tanstack/react-router';
import { IconClipboardCheck } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const queue = createRoute({ getParentRoute: () => appRoute, path: '/appraisal', component: screen(() => import('./Queue')) });
const work = createRoute({ getParentRoute: () => appRoute, path: '/appraisal/$entryId', component: screen(() => import('./AppraisalScreen')) });
const forward = createRoute({ getParentRoute: () => appRoute, path: '/appraisal/forward', component: screen(() => import('./Forward')) });
const officers = createRoute({ getParentRoute: () => appRoute, path: '/appraisal/officers', component: screen(() => import('./Officers')) });
const minimum = createRoute({ getParentRoute: () => appRoute, path: '/appraisal/minimum', component: screen(() => import('./Minimum')) });

const overdue = createRoute({ getParentRoute: () => appRoute, path: '/appraisal/overdue', component: screen(() => import('./Overdue')) });

export const appraisalRoutes = [queue, forward, officers, minimum, overdue, work];
export const appraisalNav: NavItem[] = [{ to: '/appraisal', label: 'appraisal.nav', icon: IconClipboardCheck, roles: ['OFFICER', 'LEADER'], order: 5 }];
