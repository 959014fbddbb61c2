import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const profile = createRoute({
  getParentRoute: () => appRoute,
  path: '/profile',
  component: screen(() => import('./Profile')),
});

export const profileRoutes = [profile];
