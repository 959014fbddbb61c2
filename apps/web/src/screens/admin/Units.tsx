import { useEffect, useState } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { hasRole, useSession } from '../../api/session';
import { formatDate, formatNumber, t } from '../../i18n';
import { DateField } from '../../ui/DateField';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { unitsQuery } from './api';
import css from './Admin.module.css';
import { kindName } from './kind-name';
import { type UnitKind, unitKinds } from './types';
import { UnitTree } from './UnitTree';

/** The tree to open branch by branch, or what was searched. */
export default function Units() {
  const session = useSession();
  const search = useSearch({ from: '/app/units' });
  const navigate = useNavigate();
  const [text, setText] = useState(search.q ?? '');
  const [q] = useDebouncedValue(text.trim(), 300);
  const kind = unitKinds.find((known) => known === search.kind);
  const asOf = search.asOf && /^\d{4}-\d{2}-\d{2}$/.test(search.asOf) ? search.asOf : undefined;
  const set = (patch: { q?: string; kind?: string; asOf?: string }): void => {
    const next = { ...search, ...patch };
    void navigate({
      to: '/units',
      replace: true,
      search: Object.fromEntries(Object.entries(next).filter(([, value]) => value)),
    });
  };
  useEffect(() => {
    if (q !== (search.q ?? '')) set({ q });
  }, [q]);
  return (
    <Page
      title={t('admin.units')}
      lead={asOf ? t('admin.units_as_of', { day: formatDate(asOf) }) : t('admin.units_lead')}
      width="wide"
      actions={
        hasRole(session, 'ADMIN') && (
          <LinkButton to="/units/import" variant="default">
            {t('admin.import')}
          </LinkButton>
        )
      }
    >
      <div className={css.filters}>
        <TextInput
          type="search"
          label={t('common.search')}
          description={t('admin.unit_search_hint')}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
          className={css.wide}
        />
        <Select
          label={t('admin.kind')}
          clearable
          value={kind ?? null}
          placeholder={t('common.filter_all')}
          data={unitKinds.map((value) => ({ value, label: kindName(value) }))}
          onChange={(value) => set({ kind: value ?? '' })}
          clearButtonProps={{ 'aria-label': t('common.filters_clear') }}
        />
        <DateField label={t('admin.as_of')} value={asOf || null} onChange={(day) => set({ asOf: day ?? '' })} />
      </div>
      {q || kind ? (
        <Found q={q} kind={kind} asOf={asOf} />
      ) : (
        <Section title={t('admin.tree')} hint={t('admin.tree_hint')}>
          <UnitTree asOf={asOf} />
        </Section>
      )}
    </Page>
  );
}

function Found({ q, kind, asOf }: { q: string; kind: UnitKind | undefined; asOf: string | undefined }) {
  const filter = { ...(q ? { q } : {}), ...(kind ? { kind } : {}), ...(asOf ? { asOf } : {}) };
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    unitsQuery(filter),
  );
  const units = data?.pages.flatMap((page) => page.items) ?? [];
  if (isPending) return <Skeletons rows={6} height={52} />;
  if (error) return <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />;
  return (
    <div className="dvk-card">
      <p className={css.count} role="status">
        {units.length > 0 &&
          (hasNextPage
            ? t('admin.found_more', { n: formatNumber(units.length) })
            : t('admin.found', { n: formatNumber(units.length) }))}
      </p>
      {units.length === 0 && <EmptyState title={t('common.list_none_match')} hint={t('common.list_none_match_hint')} />}
      <ul className={css.rows}>
        {units.map((unit) => (
          <li key={unit.id}>
            <Link to="/units/$id" params={{ id: unit.id }} search={asOf ? { asOf } : {}} className={css.row}>
              <span className={css.name}>{unit.name}</span>
              <span className={css.dim}>
                {[kindName(unit.kind), unit.parentName, unit.code].filter(Boolean).join(' · ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" m="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </div>
  );
}
