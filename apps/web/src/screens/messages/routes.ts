import { createRoute } from '@tanstack/react-router';
import { IconMailForward } from '@tabler/icons-react';
import type { NavItem } from '../../app/nav';
import { appRoute } from '../../app/parents';
import { screen } from '../../app/screen';

/** Only known values: `?locale=xx` is Vietnamese. */
const choice = <T extends string>(value: unknown, other: T): T | undefined => (value === other ? other : undefined);

const notices = createRoute({
  getParentRoute: () => appRoute,
  path: '/notices',
  validateSearch: (search: Record<string, unknown>): { unread?: 'true' } =>
    choice(search.unread, 'true') ? { unread: 'true' } : {},
  component: screen(() => import('./NoticeList')),
});
const log = createRoute({
  getParentRoute: () => appRoute,
  path: '/messages',
  component: screen(() => import('./MessageLog')),
});
const message = createRoute({
  getParentRoute: () => appRoute,
  path: '/messages/$id',
  component: screen(() => import('./MessageScreen')),
});
const texts = createRoute({
  getParentRoute: () => appRoute,
  path: '/rounds/$id/messages',
  component: screen(() => import('./RoundTexts')),
});
const text = createRoute({
  getParentRoute: () => appRoute,
  path: '/rounds/$id/messages/$kind',
  validateSearch: (search: Record<string, unknown>): { locale?: 'en'; channel?: 'WEBHOOK' } => ({
    ...(choice(search.locale, 'en') ? { locale: 'en' as const } : {}),
    ...(choice(search.channel, 'WEBHOOK') ? { channel: 'WEBHOOK' as const } : {}),
  }),
  component: screen(() => import('./TextScreen')),
});

export const messagesRoutes = [notices, log, message, texts, text];
export const messagesNav: NavItem[] = [
  {
    to: '/messages',
    label: 'messages.nav',
    icon: IconMailForward,
    roles: ['ADMIN', 'AUDITOR', 'BOARD_STAFF'],
    order: 73,
  },
];
