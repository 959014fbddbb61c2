import { useEffect, useState } from 'react';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { t } from '../i18n';
import type { Column, Filter } from './DataList';
import css from './DataList.module.css';

interface Props<T> {
  search: boolean;
  filters: Filter[];
  columns: Column<T>[];
  address: Record<string, string>;
  sort: string | undefined;
  onChange: (part: Record<string, string | undefined>) => void;
}

/** Search, filters and, on the phone, sorting (the table has it in its heads). */
export function DataListBar<T>({ search, filters, columns, address, sort, onChange }: Props<T>) {
  const sorts = columns.filter((column) => column.sort);
  const [open, setOpen] = useState(false);
  // More than two would push the list itself off the phone's first screen.
  const folded = filters.length > 2;
  const set = filters.filter(({ key }) => address[key]).length;
  if (!search && filters.length === 0 && sorts.length === 0) return null;
  return (
    <div className={`${css.bar} dvk-no-print`} role="search" data-folded={(folded && !open) || undefined}>
      {search && <SearchBox value={address.q ?? ''} onChange={(q) => onChange({ q })} />}
      {folded && (
        <Button
          variant="default"
          className={css.more}
          aria-expanded={open}
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {set > 0 ? t('common.filters_n', { n: set }) : t('common.filters')}
        </Button>
      )}
      {filters.map((filter) => (
        <NativeSelect
          key={filter.key}
          className={css.filter}
          label={filter.label}
          value={address[filter.key] ?? ''}
          onChange={(event) => onChange({ [filter.key]: event.currentTarget.value || undefined })}
          data={[{ value: '', label: filter.all ?? t('common.filter_all') }, ...filter.options]}
        />
      ))}
      {sorts.length > 0 && (
        <NativeSelect
          className={`${css.filter} ${css.phoneSort}`}
          label={t('common.sort')}
          value={sort ?? ''}
          onChange={(event) => onChange({ sort: event.currentTarget.value || undefined })}
          data={[
            ...(sort ? [] : [{ value: '', label: '–' }]),
            ...sorts.flatMap((column) => [
              { value: column.sort ?? '', label: t('common.sort_ascending', { name: column.header }) },
              { value: `-${column.sort}`, label: t('common.sort_descending', { name: column.header }) },
            ]),
          ]}
        />
      )}
    </div>
  );
}

function SearchBox({ value, onChange }: { value: string; onChange: (q: string | undefined) => void }) {
  const [text, setText] = useState(value);
  const [settled] = useDebouncedValue(text, 350);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (settled.trim() !== value && settled === text) onChange(settled.trim() || undefined);
    // Only what was typed may change the address, not the other way round.
  }, [settled]);
  return (
    <TextInput
      className={css.search}
      type="search"
      label={t('common.search')}
      placeholder={t('common.search_hint')}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
