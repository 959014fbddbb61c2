import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../api/call';
import { asProblem } from '../../../api/problem';
import { formatDateTime, t } from '../../../i18n';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { EmptyState } from '../../../ui/EmptyState';
import { Page } from '../../../ui/Page';
import { ProblemAlert } from '../../../ui/ProblemAlert';
import { Section } from '../../../ui/Section';
import { Skeletons } from '../../../ui/Skeletons';
import { type Entry, entryQuery } from '../api';
import { partName } from '../editor/draft-parts';
import { EntryProblem } from '../EntryProblem';
import type { HistoryItem, HistoryPage } from './api';
import { Comparison } from './Comparison';
import css from './Writing.module.css';

export default function History() {
  const { id } = useParams({ from: '/app/entries/$id/history' });
  const { data, error, refetch } = useQuery(entryQuery(id));
  if (error) return <EntryProblem error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <Page title={t('writing.history')} width="wide">
        <Skeletons rows={6} height={72} />
      </Page>
    );
  return <OneHistory key={id} entry={data} />;
}

function nameOf(item: HistoryItem): string {
  if (item.kind === 'SUBMITTED') return t('writing.kind_SUBMITTED', { n: item.no });
  if (item.kind === 'SAVED' && item.parts.length === 0) return t('writing.kind_FIRST');
  return t(`writing.kind_${item.kind}`);
}

/** What an item is compared with: a submission with the one before it, whatever was saved between; else what stands below it. */
function before(items: HistoryItem[], index: number): string {
  const earlier = items.slice(index + 1);
  const submission = items[index]?.kind === 'SUBMITTED' && earlier.find(({ kind }) => kind === 'SUBMITTED');
  return (submission || earlier[0])?.ref ?? '';
}

/** Every saved version and submitted revision: who, when, which parts; any two beside each other. */
function OneHistory({ entry }: { entry: Entry }) {
  const queries = useQueryClient();
  const [pair, setPair] = useState<{ from: string; to: string } | null>(null);
  const [restoring, setRestoring] = useState<HistoryItem | null>(null);
  const [restored, setRestored] = useState(false);
  const list = useInfiniteQuery({
    queryKey: ['entry', entry.id, 'history'],
    queryFn: ({ pageParam }) =>
      call<HistoryPage>('GET', `/api/entries/${entry.id}/history`, { query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const options = [
    ...(entry.isDraft ? [{ value: 'draft', label: t('writing.now') }] : []),
    ...items.map((item) => ({ value: item.ref, label: `${nameOf(item)} · ${formatDateTime(item.at)}` })),
  ];
  const chosen = pair ?? { from: items[1]?.ref ?? items[0]?.ref ?? '', to: options[0]?.value ?? '' };
  const mayWrite = entry.can.includes('write');
  return (
    <Page
      title={t('writing.history')}
      width="wide"
      breadcrumb={[
        { label: t('entries.list'), to: '/entries' },
        { label: entry.title, to: `/entries/${entry.id}` },
      ]}
      lead={t('writing.history_lead')}
    >
      {list.error && <ProblemAlert problem={asProblem(list.error)} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeletons rows={4} height={64} />}
      {list.isSuccess && items.length === 0 && (
        <EmptyState title={t('writing.history_none')} hint={t('writing.history_none_hint')} />
      )}
      {restored && (
        <p role="status">
          <strong>{t('writing.restored')}</strong>
        </p>
      )}
      {items.length > 0 && (
        <>
          <Section title={t('writing.compare_title')}>
            <div className={css.pick}>
              <NativeSelect
                label={t('writing.from')}
                data={options}
                value={chosen.from}
                onChange={(event) => setPair({ ...chosen, from: event.currentTarget.value })}
              />
              <NativeSelect
                label={t('writing.to')}
                data={options}
                value={chosen.to}
                onChange={(event) => setPair({ ...chosen, to: event.currentTarget.value })}
              />
            </div>
            {chosen.from && chosen.to && <Comparison entry={entry} from={chosen.from} to={chosen.to} />}
          </Section>
          <Section title={t('writing.versions')}>
            <ul className={css.versions}>
              {items.map((item, index) => (
                <li key={item.ref}>
                  <div>
                    <strong>{nameOf(item)}</strong>
                    <span className={css.dim}>{[formatDateTime(item.at), item.by].filter(Boolean).join(' · ')}</span>
                    {item.parts.length > 0 && (
                      <span className={css.dim}>
                        {t('writing.parts_changed', {
                          parts: item.parts.map((path) => partName(entry, path)).join(', '),
                        })}
                      </span>
                    )}
                    {item.restoredFrom && (
                      <span className={css.dim}>{t('writing.restored_from', { ref: item.restoredFrom })}</span>
                    )}
                  </div>
                  <div className={css.buttons}>
                    {items[index + 1] && (
                      <Button
                        variant="default"
                        onClick={() => {
                          setPair({ from: before(items, index), to: item.ref });
                          window.scrollTo({ top: 0 });
                        }}
                      >
                        {t('writing.compare_before')}
                      </Button>
                    )}
                    {mayWrite && index > 0 && (
                      <Button variant="subtle" onClick={() => setRestoring(item)}>
                        {t('writing.restore')}
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
            {list.hasNextPage && (
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('writing.more')}
              </Button>
            )}
          </Section>
        </>
      )}
      <ConfirmDialog
        opened={restoring !== null}
        onClose={() => setRestoring(null)}
        title={t('writing.restore_title', { at: restoring ? formatDateTime(restoring.at) : '' })}
        consequences={[t('writing.restore_1'), t('writing.restore_2'), t('writing.restore_3')]}
        confirmLabel={t('writing.restore')}
        onConfirm={async () => {
          await call('POST', `/api/entries/${entry.id}/restore`, {
            body: { version: entry.version, ref: restoring?.ref ?? '' },
          });
          setPair(null);
          setRestored(true);
          await queries.invalidateQueries({ queryKey: ['entry', entry.id] });
        }}
      />
    </Page>
  );
}
