import type { NavItem } from '../../app/nav';

export const appraisalRoutes = [];
export const appraisalNav: NavItem[] = [];
