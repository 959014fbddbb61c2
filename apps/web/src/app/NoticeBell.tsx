import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../i18n';
import { unreadQuery } from '../screens/messages/api';
import css from './NoticeBell.module.css';

/** How many notices were not read; leads to their list. */
export function NoticeBell() {
  const { data } = useQuery(unreadQuery);
  const unread = data?.unread ?? 0;
  return (
    <Link
      to="/notices"
      className={css.bell}
      aria-label={unread > 0 ? t('messages.bell', { n: unread }) : t('messages.bell_none')}
    >
      <IconBell size={22} stroke={1.6} aria-hidden />
      {unread > 0 && (
        <span className={css.count} aria-hidden>
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  );
}
