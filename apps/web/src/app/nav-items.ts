import type { NavItem } from './nav';

/** Filled once by router.tsx; a list of its own, so that the frame does not import the routes that use it. */
export const navItems: NavItem[] = [];
