import { createRoute } from '@tanstack/react-router';
import { IconHelp } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

const help = createRoute({ getParentRoute: () => appRoute, path: '/help', component: screen(() => import('./Help')) });

export const helpRoutes = [help];
export const helpNav: NavItem[] = [{ to: '/help', label: 'common.help', icon: IconHelp, order: 900 }];
