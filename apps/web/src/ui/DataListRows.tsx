import type { ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { t } from '../i18n';
import type { Column } from './DataList';
import css from './DataList.module.css';

interface Props<T> {
  rows: T[];
  columns: Column<T>[];
  rowKey: (row: T) => string;
  rowName: (row: T) => string;
  href?: (row: T) => string;
  sort: string | undefined;
  onSort: (sort: string) => void;
  selection?: { selected: ReadonlySet<string>; onChange: (selected: ReadonlySet<string>) => void };
}

/** One table; under 48em the style sheet lays each row out as a card, so that a reader hears it once and as a table. */
export function DataListRows<T>({ rows, columns, rowKey, rowName, href, sort, onSort, selection }: Props<T>) {
  function toggle(key: string): void {
    if (!selection) return;
    const next = new Set(selection.selected);
    if (!next.delete(key)) next.add(key);
    selection.onChange(next);
  }
  const titleKey = (columns.find((column) => column.onPhone === 'title') ?? columns[0])?.key;
  return (
    <table className={css.table} role="table">
      <thead role="rowgroup">
        <tr role="row">
          {selection && <th aria-hidden />}
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" data-align={column.align} aria-sort={ariaSort(column.sort, sort)}>
              {column.sort ? (
                <button type="button" className={css.sort} onClick={() => onSort(sort === column.sort ? `-${column.sort}` : (column.sort ?? ''))}>
                  {column.header}
                  <SortIcon of={column.sort} sort={sort} />
                </button>
              ) : (
                column.header
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" data-selected={selection?.selected.has(rowKey(row)) || undefined}>
            {selection && (
              <td role="cell" className={css.check}>
                <Checkbox
                  aria-label={t('common.select_row', { name: rowName(row) })}
                  checked={selection.selected.has(rowKey(row))}
                  onChange={() => toggle(rowKey(row))}
                />
              </td>
            )}
            {columns.map((column) => {
              const isTitle = column.key === titleKey;
              return (
                <td key={column.key} role="cell" data-align={column.align} data-phone={isTitle ? 'title' : column.onPhone} className={css.cell}>
                  {!isTitle && column.onPhone !== 'plain' && (
                    <span className={css.cellName} aria-hidden>
                      {column.header}
                    </span>
                  )}
                  <div className={css.value}>{isTitle && href ? <RowLink to={href(row)}>{column.render(row)}</RowLink> : column.render(row)}</div>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className={css.link}>
      {children}
    </Link>
  );
}

function ariaSort(of: string | undefined, sort: string | undefined): 'ascending' | 'descending' | undefined {
  if (!of || !sort) return undefined;
  return sort === of ? 'ascending' : sort === `-${of}` ? 'descending' : undefined;
}

function SortIcon({ of, sort }: { of: string; sort: string | undefined }) {
  const Icon = sort === of ? IconArrowUp : sort === `-${of}` ? IconArrowDown : IconArrowsSort;
  return <Icon size={15} aria-hidden />;
}
