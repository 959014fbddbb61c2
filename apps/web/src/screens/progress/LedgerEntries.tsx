import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/call';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { ModelBadge } from '../../ui/ModelBadge';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import type { LedgerEntryPage } from './api';
import { Figures } from './Figures';
import css from './progress.module.css';

/** The entries behind the sums, newest first. */
export function LedgerEntries({ query }: { query: Record<string, string> }) {
  const list = useInfiniteQuery({
    queryKey: ['ledger', 'entries', query],
    queryFn: ({ pageParam }) =>
      call<LedgerEntryPage>('GET', '/api/ledger/entries', { query: { ...query, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (list.error) return <ProblemAlert problem={asProblem(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeletons rows={3} height={70} />;
  return (
    <>
      <ul className={css.reports}>
        {list.data.pages
          .flatMap((page) => page.items)
          .map((entry) => (
            <li key={entry.entryId}>
              <Link className={css.entry} to="/entries/$id/progress" params={{ id: entry.entryId }}>
                {entry.title}
              </Link>
              <p className={css.dim}>
                {entry.unitName} · {entry.year} · <ModelBadge renewalNo={entry.renewalNo} />
              </p>
              <Figures sums={entry.sums} />
            </li>
          ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </>
  );
}
