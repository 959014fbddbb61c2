import { useEffect, useState } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { formatDateTime, formatNumber, t, textOf } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import css from './Admin.module.css';
import { auditQuery } from './api';
import type { AuditRow } from './types';

const subjects = [
  'Account',
  'Unit',
  'Round',
  'Entry',
  'Appraisal',
  'Panel',
  'Scoresheet',
  'Standing',
  'Council',
  'CouncilSession',
  'Decision',
  'Publication',
  'Certificate',
  'Message',
] as const;
const subjectName = (type: string): string => textOf(`admin.subject_${type}`) ?? type;
const actionName = (action: string): string =>
  textOf(`admin.verb_${(action.split('.')[1] ?? action).replaceAll('-', '_')}`) ?? action;
const fieldName = (field: string): string => textOf(`admin.audit_${field}`) ?? field;

/** Who did what, when and why: newest first, for one subject or for all within reach. */
export default function Audit() {
  const search = useSearch({ from: '/app/audit' });
  const navigate = useNavigate();
  const [id, setId] = useState(search.subjectId ?? '');
  const [subjectId] = useDebouncedValue(id.trim(), 400);
  const set = (patch: { subjectType?: string; subjectId?: string }): void =>
    void navigate({
      to: '/audit',
      replace: true,
      search: Object.fromEntries(Object.entries({ ...search, ...patch }).filter(([, value]) => value)),
    });
  useEffect(() => {
    if (subjectId !== (search.subjectId ?? '')) set({ subjectId });
  }, [subjectId]);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    auditQuery(search),
  );
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const only = (row: AuditRow): void => {
    setId(row.subjectId);
    set({ subjectType: row.subjectType, subjectId: row.subjectId });
  };
  return (
    <Page title={t('admin.audit')} lead={t('admin.audit_lead')} width="wide">
      <div className={css.filters}>
        <TextInput
          label={t('admin.subject_id')}
          description={t('admin.subject_id_hint')}
          value={id}
          maxLength={100}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <Select
          label={t('admin.subject_type')}
          clearable
          value={search.subjectType ?? null}
          placeholder={t('common.filter_all')}
          onChange={(value) => set({ subjectType: value ?? '' })}
          data={subjects.map((value) => ({ value, label: subjectName(value) }))}
          clearButtonProps={{ 'aria-label': t('common.filters_clear') }}
        />
      </div>
      {isPending && <Skeletons rows={6} height={72} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data && (
        <div className="dvk-card">
          {rows.length === 0 && <EmptyState title={t('admin.audit_empty')} hint={t('admin.audit_empty_hint')} />}
          {rows.length > 0 && (
            <p className={css.count} role="status">
              {t('common.shown', { n: formatNumber(rows.length) })}
            </p>
          )}
          {rows.map((row) => (
            <Entry key={row.id} row={row} onOnly={search.subjectId === row.subjectId ? undefined : () => only(row)} />
          ))}
          {hasNextPage && (
            <Button variant="default" m="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('common.load_more')}
            </Button>
          )}
        </div>
      )}
    </Page>
  );
}

const places: Record<string, string> = {
  Account: '/accounts/',
  Unit: '/units/',
  Round: '/rounds/',
  Entry: '/entries/',
  Decision: '/decisions/',
  CouncilSession: '/council-sessions/',
};

function Entry({ row, onOnly }: { row: AuditRow; onOnly: (() => void) | undefined }) {
  const place = places[row.subjectType];
  return (
    <article className={css.entry} aria-label={`${actionName(row.action)}, ${formatDateTime(row.at)}`}>
      <div className={css.entryHead}>
        <div>
          <div>
            <strong>{actionName(row.action)}</strong> · {subjectName(row.subjectType)}{' '}
            {place && <Link to={`${place}${row.subjectId}`}>{t('admin.audit_open')}</Link>}
          </div>
          <div className={css.dim}>
            <time dateTime={row.at}>{formatDateTime(row.at)}</time> · {row.actorName ?? t('admin.audit_system')}
            {row.reason && (
              <>
                {' · '}
                {t('common.reason')}: {row.reason}
              </>
            )}
          </div>
        </div>
        {onOnly && (
          <Button variant="subtle" size="compact-md" onClick={onOnly}>
            {t('admin.audit_only')}
          </Button>
        )}
      </div>
      <Changes before={row.before} after={row.after} />
    </article>
  );
}

/** Before and after, side by side; what did not change is left out. */
function Changes({ before, after }: { before: AuditRow['before']; after: AuditRow['after'] }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (name) => words(before?.[name]) !== words(after?.[name]),
  );
  if (names.length === 0) return null;
  return (
    <details className={css.changes}>
      <summary>{t('admin.changes', { n: names.length })}</summary>
      <table className={css.change}>
        <thead>
          <tr>
            <th scope="col">{t('admin.change_what')}</th>
            {before && <th scope="col">{t('admin.change_before')}</th>}
            <th scope="col">{t(before ? 'admin.change_after' : 'admin.change_value')}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{fieldName(name)}</th>
              {before && <td>{words(before[name])}</td>}
              <td>{words(after?.[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function words(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'string') {
    if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return formatDateTime(value);
    return textOf(`common.role_${value}`) ?? textOf(`common.state_${value}`) ?? value;
  }
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
