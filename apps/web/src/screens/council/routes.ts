import type { NavItem } from '../../app/nav';

export const councilRoutes = [];
export const councilNav: NavItem[] = [];
