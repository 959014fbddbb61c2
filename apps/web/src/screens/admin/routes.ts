import type { NavItem } from '../../app/nav';

export const adminRoutes = [];
export const adminNav: NavItem[] = [];
