import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../api/session';
import { Root } from './Root';
import { Shell } from './Shell';

export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Root });

/** Parent of every screen behind sign-in. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (!session.account) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    if (session.mustChangePassword) throw redirect({ to: '/first-password' });
  },
});

/** Parent of the screens without the frame: sign-in, lost password. */
export const publicRoute = createRoute({ getParentRoute: () => rootRoute, id: 'public' });
