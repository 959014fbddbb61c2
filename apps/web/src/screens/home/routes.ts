import { createRoute } from '@tanstack/react-router';
import { IconChecklist } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';
import Home from './Home';

// The first screen for everyone: part of the first load, not of a second request.
const home = createRoute({ getParentRoute: () => appRoute, path: '/', component: screen(() => Promise.resolve({ default: Home })) });

export const homeRoutes = [home];
export const homeNav: NavItem[] = [{ to: '/', label: 'common.home', icon: IconChecklist, order: 0 }];
