import type { NavItem } from '../../app/nav';

export const decisionsRoutes = [];
export const decisionsNav: NavItem[] = [];
