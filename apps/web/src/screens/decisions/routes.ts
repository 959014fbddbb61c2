import { createRoute } from '@tanstack/react-router';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const list = createRoute({ getParentRoute: () => appRoute, path: '/rounds/$id/decisions', component: screen(() => import('./DecisionList')) });
const create = createRoute({ getParentRoute: () => appRoute, path: '/rounds/$id/decisions/new', component: screen(() => import('./NewDecision')) });
const show = createRoute({ getParentRoute: () => appRoute, path: '/decisions/$id', component: screen(() => import('./DecisionScreen')) });
const edit = createRoute({ getParentRoute: () => appRoute, path: '/decisions/$id/edit', component: screen(() => import('./EditDecision')) });

export const decisionsRoutes = [list, create, show, edit];
/** Decisions are found through their round and through "Việc chờ tôi". */
export const decisionsNav: NavItem[] = [];
