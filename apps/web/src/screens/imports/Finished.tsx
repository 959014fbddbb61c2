import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { Facts } from '../../ui/Facts';
import { LinkButton } from '../../ui/LinkButton';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { type Import, rejectedHref, rowsPage } from './api';
import css from './imports.module.css';
import { OutcomeFilter, type Shown } from './OutcomeFilter';
import { RowList } from './RowList';

/** What an import that is over has written, and what it left out. */
export function Finished({ one }: { one: Import }) {
  const { counts } = one;
  const [shown, setShown] = useState<Shown>(counts.rejected > 0 ? 'REJECTED' : 'ALL');
  const list = useInfiniteQuery({
    queryKey: ['imports', 'rows', one.id, shown],
    queryFn: ({ pageParam }) => rowsPage(one.id, shown === 'ALL' ? undefined : shown, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <Section title={t('imports.done')}>
      <Facts
        facts={[
          [t('imports.registrations'), formatNumber(counts.rows)],
          [t('imports.done_accepted'), formatNumber(counts.accepted)],
          [t('imports.done_warned'), counts.warned > 0 ? formatNumber(counts.warned) : null],
          [t('imports.done_rejected'), formatNumber(counts.rejected)],
          [t('imports.done_already'), counts.already > 0 ? formatNumber(counts.already) : null],
        ]}
      />
      <div className={css.buttons}>
        {counts.rejected > 0 && <RejectedButton id={one.id} />}
        <LinkButton to="/entries" search={{ roundId: one.roundId }} variant="default">
          {t('imports.entries')}
        </LinkButton>
        <LinkButton to="/imports" variant="default">
          {t('imports.again')}
        </LinkButton>
      </div>
      <OutcomeFilter counts={counts} value={shown} onChange={setShown} />
      {list.error && <ProblemAlert problem={asProblem(list.error)} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeletons rows={5} height={56} />}
      {list.data && <RowList rows={list.data.pages.flatMap(({ items }) => items)} />}
      {list.hasNextPage && (
        <div className={css.buttons}>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('imports.rows_more')}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** The rows to mend, as a file. */
export function RejectedButton({ id }: { id: string }) {
  return (
    <div>
      <Button
        component="a"
        href={rejectedHref(id)}
        download
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
      >
        {t('imports.download_rejected')}
      </Button>
      <p className={css.dim}>{t('imports.download_hint')}</p>
    </div>
  );
}
