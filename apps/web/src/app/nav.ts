import type { ComponentType } from 'react';
import type { Role } from '../api/session';
import type { PlainKey } from '../i18n';

/** One place of the main navigation. Each area declares its own in `screens/<area>/routes.ts`. */
export interface NavItem {
  to: string;
  label: PlainKey;
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  /** Who sees it: any of these roles; without it, everyone. */
  roles?: Role[];
  /** On the phone only the first four stand in the bottom bar: lower numbers come first. */
  order: number;
}
