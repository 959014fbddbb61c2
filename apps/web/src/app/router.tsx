import { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter } from '@tanstack/react-router';
import { Problem } from '../api/problem';
import { adminNav, adminRoutes } from '../screens/admin/routes';
import { appraisalNav, appraisalRoutes } from '../screens/appraisal/routes';
import { authRoutes } from '../screens/auth/routes';
import { councilNav, councilRoutes } from '../screens/council/routes';
import { decisionsNav, decisionsRoutes } from '../screens/decisions/routes';
import { entriesNav, entriesRoutes } from '../screens/entries/routes';
import { helpNav, helpRoutes } from '../screens/help/routes';
import { homeNav, homeRoutes } from '../screens/home/routes';
import { importsNav, importsRoutes } from '../screens/imports/routes';
import { judgingNav, judgingRoutes } from '../screens/judging/routes';
import { paperNav, paperRoutes } from '../screens/paper/routes';
import { progressNav, progressRoutes } from '../screens/progress/routes';
import { messagesNav, messagesRoutes } from '../screens/messages/routes';
import { profileRoutes } from '../screens/profile/routes';
import { roundsNav, roundsRoutes } from '../screens/rounds/routes';
import { NotFound } from './NotFound';
import { appRoute, publicRoute, rootRoute } from './parents';
import { RouteError } from './RouteError';
import { RoutePending } from './RoutePending';
import { navItems } from './nav-items';

navItems.push(
  ...[homeNav, entriesNav, progressNav, paperNav, importsNav, appraisalNav, judgingNav, councilNav, decisionsNav, roundsNav, adminNav, messagesNav, helpNav]
    .flat()
    .sort((a, b) => a.order - b.order),
);

// Inside the frame: who follows an old link still has the navigation.
const anywhereElse = createRoute({ getParentRoute: () => appRoute, path: '$', component: NotFound });

const routeTree = rootRoute.addChildren([
  publicRoute.addChildren([...authRoutes]),
  appRoute.addChildren([
    ...homeRoutes,
    ...entriesRoutes,
    ...progressRoutes,
    ...paperRoutes,
    ...appraisalRoutes,
    ...importsRoutes,
    ...judgingRoutes,
    ...councilRoutes,
    ...decisionsRoutes,
    ...roundsRoutes,
    ...adminRoutes,
    ...messagesRoutes,
    ...profileRoutes,
    ...helpRoutes,
    anywhereElse,
  ]),
]);

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal will be the same a second later; only an unreached or failing server is asked again.
      retry: (count, error) => count < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
    },
  },
});

export const router = createRouter({
  routeTree,
  context: { queries },
  // Plain `?state=RETURNED&q=ho so`: addresses that people can read and send to each other; all values are text.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(search)) if (value !== undefined && value !== '') params.set(name, String(value));
    const text = params.toString();
    return text ? `?${text}` : '';
  },
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: RouteError,
  defaultPendingComponent: RoutePending,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
