import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { formatDateTime, t } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { type NoticeRecord, noticesQuery, readAllNotices, readNotice, unreadQuery } from './api';
import css from './messages.module.css';

/** What happened, newest first; opening one marks it as read. */
export default function NoticeList() {
  const search = useSearch({ from: '/app/notices' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const only = search.unread === 'true';
  const unread = useQuery(unreadQuery).data?.unread ?? 0;
  const list = useInfiniteQuery(noticesQuery(only));
  const { problem, busy, run } = useProblem();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const fresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['notices'] });
  return (
    <Page title={t('messages.notices')} lead={t('messages.notices_lead')}>
      <div className={css.bar}>
        <SegmentedControl
          aria-label={t('messages.show')}
          value={only ? 'unread' : 'all'}
          onChange={(value) =>
            void navigate({ to: '/notices', search: value === 'unread' ? { unread: 'true' } : {}, replace: true })
          }
          data={[
            { value: 'all', label: t('messages.show_all') },
            { value: 'unread', label: `${t('messages.show_unread')} (${unread})` },
          ]}
        />
        {unread > 0 && (
          <Button variant="default" loading={busy} onClick={() => void run(() => readAllNotices().then(fresh))}>
            {t('messages.read_all')}
          </Button>
        )}
      </div>
      <ProblemAlert problem={problem} />
      {list.isPending && <Skeletons rows={6} height={64} />}
      {list.error && <ProblemAlert problem={asProblem(list.error)} onRetry={() => void list.refetch()} />}
      {list.data && (
        <div className="dvk-card">
          {items.length === 0 && (
            <EmptyState
              title={t(only ? 'messages.notices_all_read' : 'messages.notices_empty')}
              hint={t(only ? 'messages.notices_all_read_hint' : 'messages.notices_empty_hint')}
            />
          )}
          <ul className={css.list}>
            {items.map((notice) => (
              <li key={notice.id}>
                <Line
                  notice={notice}
                  onOpen={() => {
                    if (!notice.readAt) void readNotice(notice.id).then(fresh, () => undefined);
                    void navigate({ href: notice.href ?? '/notices' });
                  }}
                />
              </li>
            ))}
          </ul>
          {list.hasNextPage && (
            <Button
              variant="default"
              m="md"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t('common.load_more')}
            </Button>
          )}
        </div>
      )}
    </Page>
  );
}

function Line({ notice, onOpen }: { notice: NoticeRecord; onOpen: () => void }) {
  return (
    <a
      href={notice.href ?? '/notices'}
      className={css.line}
      data-unread={notice.readAt ? undefined : true}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
    >
      <span>
        {!notice.readAt && <span className="dvk-hidden">{t('messages.unread')}: </span>}
        {notice.text}
      </span>
      <time className={css.dim} dateTime={notice.createdAt}>
        {formatDateTime(notice.createdAt)}
      </time>
    </a>
  );
}
