import { createRoute } from '@tanstack/react-router';
import { IconChartBar, IconRepeat } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const models = createRoute({
  getParentRoute: () => appRoute,
  path: '/models',
  component: screen(() => import('./OurModels')),
});
const renew = createRoute({
  getParentRoute: () => appRoute,
  path: '/models/$entryId/renew',
  component: screen(() => import('./RenewModel')),
});
const reports = createRoute({
  getParentRoute: () => appRoute,
  path: '/entries/$id/progress',
  component: screen(() => import('./Reports')),
});
const report = createRoute({
  getParentRoute: () => appRoute,
  path: '/progress/$id',
  component: screen(() => import('./ReportScreen')),
});
const ledger = createRoute({
  getParentRoute: () => appRoute,
  path: '/ledger',
  component: screen(() => import('./Ledger')),
});

export const progressRoutes = [models, renew, reports, report, ledger];
export const progressNav: NavItem[] = [
  { to: '/models', label: 'progress.models_nav', icon: IconRepeat, roles: ['REPORTER', 'UNIT_HEAD'], order: 14 },
  {
    to: '/ledger',
    label: 'progress.ledger_nav',
    icon: IconChartBar,
    roles: ['OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR'],
    order: 56,
  },
];
