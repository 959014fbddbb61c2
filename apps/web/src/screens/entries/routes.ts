import type { NavItem } from '../../app/nav';

export const entriesRoutes = [];
export const entriesNav: NavItem[] = [];
