import { createRoute } from '@tanstack/react-router';
import { publicRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const signIn = createRoute({
  getParentRoute: () => publicRoute,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => ({ next: text(search.next) }),
  component: screen(() => import('./SignIn')),
});
const forgot = createRoute({
  getParentRoute: () => publicRoute,
  path: '/forgot-password',
  component: screen(() => import('./Forgot')),
});
const reset = createRoute({
  getParentRoute: () => publicRoute,
  path: '/reset-password',
  validateSearch: (search): { token?: string } => ({ token: text(search.token) }),
  component: screen(() => import('./Reset')),
});
const first = createRoute({
  getParentRoute: () => publicRoute,
  path: '/first-password',
  component: screen(() => import('./FirstPassword')),
});

export const authRoutes = [signIn, forgot, reset, first];
