import { createRoute } from '@tanstack/react-router';
import { IconFlag } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/rounds',
  validateSearch: (search: Record<string, unknown>): { state?: string } =>
    text(search.state) ? { state: text(search.state) } : {},
  component: screen(() => import('./RoundList')),
});
const create = createRoute({
  getParentRoute: () => appRoute,
  path: '/rounds/new',
  component: screen(() => import('./NewRound')),
});
const setup = createRoute({
  getParentRoute: () => appRoute,
  path: '/rounds/$id',
  /** `step` of the set-up; `at`: the place in the rules to show, such as `chain.0.days`. */
  validateSearch: (search: Record<string, unknown>): { step?: string; at?: string } => ({
    ...(text(search.step) ? { step: text(search.step) } : {}),
    ...(text(search.at) ? { at: text(search.at) } : {}),
  }),
  component: screen(() => import('./RoundSetup')),
});
const progress = createRoute({
  getParentRoute: () => appRoute,
  path: '/rounds/$id/progress',
  component: screen(() => import('./Progress')),
});

export const roundsRoutes = [list, create, setup, progress];
export const roundsNav: NavItem[] = [{ to: '/rounds', label: 'rounds.nav', icon: IconFlag, order: 60 }];
