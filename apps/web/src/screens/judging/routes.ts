import type { NavItem } from '../../app/nav';

export const judgingRoutes = [];
export const judgingNav: NavItem[] = [];
