import type { ReactNode } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { asProblem } from '../api/problem';
import { formatNumber, t } from '../i18n';
import { DataListBar } from './DataListBar';
import css from './DataList.module.css';
import { DataListRows } from './DataListRows';
import { EmptyState } from './EmptyState';
import { ProblemAlert } from './ProblemAlert';
import { Skeletons } from './Skeletons';
import { useUrlState } from './useUrlState';

export interface Column<T> {
  key: string;
  header: string;
  render: (row: T) => ReactNode;
  /** The value for `sort` of the API; a leading minus turns it. */
  sort?: string;
  align?: 'start' | 'end';
  /** On the phone: `title` is the head of the card, `plain` stands without its name, `hidden` is left out. */
  onPhone?: 'title' | 'plain' | 'hidden';
}

export interface Filter {
  /** The name in the address and in the query of the API. */
  key: string;
  label: string;
  options: { value: string; label: string }[];
  /** The words for "not narrowed"; without it "Tất cả". */
  all?: string;
}

export interface ListQuery {
  /** Filters, `q` and `sort` as they are in the address, ready for `call(…, { query })`. */
  query: Record<string, string>;
  cursor: string | undefined;
}

interface Props<T> {
  /** Names the list for the cache: ['entries']. */
  queryKey: readonly unknown[];
  load: (query: ListQuery) => Promise<{ items: T[]; next: string | null; total?: number | null }>;
  columns: Column<T>[];
  rowKey: (row: T) => string;
  /** The name of a row, for readers of the screen. */
  rowName: (row: T) => string;
  /** Where a row leads. */
  href?: (row: T) => string;
  /** With a search box (`q`). */
  search?: boolean;
  filters?: Filter[];
  defaultSort?: string;
  /** Shown when nothing was filtered and there is nothing. */
  empty?: ReactNode;
  /** Address of the Excel file for exactly what is shown. */
  exportHref?: (query: Record<string, string>) => string;
  /** With checkboxes: what is selected, and the bar of actions for it. */
  selection?: { selected: ReadonlySet<string>; onChange: (selected: ReadonlySet<string>) => void; actions: ReactNode };
}

/** A list as a tool: table on the desk, cards on the phone; filters, sort and search in the address; "Xem thêm" by keyset. */
export function DataList<T>(props: Props<T>) {
  const { queryKey, load, columns, rowKey, search = false, filters = [], defaultSort, selection } = props;
  const [address, change] = useUrlState();
  const wanted: Record<string, string> = {};
  for (const name of [...filters.map((filter) => filter.key), ...(search ? ['q'] : []), 'sort'])
    if (address[name]) wanted[name] = address[name];
  const narrowed = Object.keys(wanted).some((name) => name !== 'sort');
  const sent = defaultSort && !wanted.sort ? { ...wanted, sort: defaultSort } : wanted;

  const list = useInfiniteQuery({
    queryKey: [...queryKey, 'list', sent],
    queryFn: ({ pageParam }) => load({ query: sent, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const clear = (): void => change(Object.fromEntries([...filters.map((filter) => [filter.key, undefined]), ['q', undefined]]));

  return (
    <div>
      <DataListBar search={search} filters={filters} columns={columns} address={address} sort={sent.sort} onChange={change} />
      {selection && rows.length > 0 && (
        <div className={css.selection}>
          <Checkbox
            label={selection.selected.size > 0 ? t('common.selected', { n: formatNumber(selection.selected.size) }) : t('common.select_all')}
            checked={rows.every((row) => selection.selected.has(rowKey(row)))}
            indeterminate={selection.selected.size > 0 && !rows.every((row) => selection.selected.has(rowKey(row)))}
            onChange={(event) => selection.onChange(new Set(event.currentTarget.checked ? rows.map(rowKey) : []))}
          />
          {selection.selected.size > 0 && selection.actions}
        </div>
      )}
      {list.isPending && <Skeletons rows={6} />}
      {list.error && <ProblemAlert problem={asProblem(list.error)} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && (
        <div className="dvk-card">
          {narrowed ? (
            <EmptyState
              title={t('common.list_none_match')}
              hint={t('common.list_none_match_hint')}
              action={<Button variant="default" onClick={clear}>{t('common.filters_clear')}</Button>}
            />
          ) : (
            (props.empty ?? <EmptyState title={t('common.list_empty')} />)
          )}
        </div>
      )}
      {rows.length > 0 && (
        <>
          <div className={css.rows} data-stale={list.isPlaceholderData || undefined}>
            <DataListRows {...props} rows={rows} sort={sent.sort} onSort={(sort) => change({ sort })} />
          </div>
          <div className={css.foot}>
            <span className={css.count} role="status">
              {total === undefined || total === null ? t('common.shown', { n: formatNumber(rows.length) }) : t('common.shown_of', { n: formatNumber(rows.length), total: formatNumber(total) })}
            </span>
            {list.hasNextPage && (
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('common.load_more')}
              </Button>
            )}
            {props.exportHref && (
              <Button component="a" href={props.exportHref(sent)} download variant="subtle" leftSection={<IconDownload size={18} aria-hidden />}>
                {t('common.export')}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}
