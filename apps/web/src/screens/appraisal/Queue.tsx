import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call';
import { hasRole, useSession } from '../../api/session';
import { formatNumber, t, textOf } from '../../i18n';
import { type Column, DataList, type Filter } from '../../ui/DataList';
import { Deadline } from '../../ui/Deadline';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { ModelBadge } from '../../ui/ModelBadge';
import { Page } from '../../ui/Page';
import { SavedViews } from '../../ui/SavedViews';
import { StateBadge } from '../../ui/StateBadge';
import { useUrlState } from '../../ui/useUrlState';
import { type ListPlace, placesQuery, type QueuePage, type QueueRow, waitingQuery } from './api';
import css from './appraisal.module.css';
import { choose } from './chosen';
import { QueueSummary } from './QueueSummary';

/** What waits for an officer (to appraise) or a leader (to decide), by deadline. */
export default function Queue() {
  const session = useSession();
  const officer = hasRole(session, 'OFFICER');
  const leader = hasRole(session, 'LEADER');
  const [address, change] = useUrlState();
  const state = address.state || undefined;
  const waiting = useQuery(waitingQuery);
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const rounds = [...new Map((waiting.data?.items ?? []).map(({ roundId, roundCode }) => [roundId, roundCode])).entries()];
  const places = useQuery(placesQuery);
  const groups = groupsOf(waiting.data?.items ?? []);
  return (
    <Page title={t('appraisal.queue')} width="wide" lead={t(officer && leader ? 'appraisal.queue_lead_both' : leader ? 'appraisal.queue_lead_leader' : 'appraisal.queue_lead_officer')}>
      <Group gap="sm" mb="md" className="dvk-no-print">
        {leader &&
          groups.map((group) => (
            <LinkButton key={group.key} to={listHref(group.place)} variant="light" onClick={() => choose(group.place, [])}>
              {groups.length > 1 ? `${t('review.list_make', { n: formatNumber(group.rows.length) })}: ${group.name}` : t('review.list_make', { n: formatNumber(group.rows.length) })}
            </LinkButton>
          ))}
        {(places.data?.items.length ?? 0) > 0 && (
          <LinkButton to="/appraisal/officers" variant="default">
            {t('review.officers')}
          </LinkButton>
        )}
        <LinkButton to="/appraisal/overdue" variant="default">
          {t('review.overdue')}
        </LinkButton>
        <LinkButton to="/appraisal/minimum" variant="default">
          {t('review.minimum')}
        </LinkButton>
      </Group>
      {waiting.data && <QueueSummary page={waiting.data} state={state} onState={(next) => change({ state: next })} />}
      <SavedViews list="APPRAISAL_QUEUE" keys={VIEW_KEYS} />
      <DataList<QueueRow>
        key={state ?? ''}
        queryKey={['appraisal', 'queue', state ?? '']}
        load={({ query, cursor }) => call<QueuePage>('GET', '/api/appraisal/queue', { query: { ...query, state, cursor } })}
        columns={columns()}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        href={(row) => `/appraisal/${row.id}`}
        search
        {...(leader && groups.length > 0
          ? {
              selection: {
                selected,
                onChange: setSelected,
                actions: groups.flatMap((group) => {
                  const ids = group.rows.map(({ id }) => id).filter((id) => selected.has(id));
                  return ids.length === 0
                    ? []
                    : [
                        <Button
                          key={group.key}
                          onClick={() => {
                            choose(group.place, ids);
                            void navigate({ to: listHref(group.place) });
                          }}
                        >
                          {t('review.list_selected', { n: formatNumber(ids.length) })}
                        </Button>,
                      ];
                }),
              },
            }
          : {})}
        filters={filtersOf(waiting.data?.items ?? [], rounds, address)}
        empty={<EmptyState title={t('appraisal.queue_empty')} hint={t('appraisal.queue_empty_hint')} />}
      />
    </Page>
  );
}

/** What a saved view of the queue keeps. */
const VIEW_KEYS = ['q', 'state', 'due', 'unitId', 'category', 'returned', 'roundId', 'sort'] as const;

/** By deadline, unit, category, return and round; units and categories are those that wait, and what the address names. */
function filtersOf(rows: readonly QueueRow[], rounds: [string, string][], address: Record<string, string>): Filter[] {
  const units = [...new Map(rows.map(({ unitId, unitName }) => [unitId, unitName])).entries()].sort(([, a], [, b]) => a.localeCompare(b, 'vi'));
  const categories = [...new Set(rows.map(({ categoryCode }) => categoryCode))].sort();
  const known = (options: { value: string; label: string }[], value: string | undefined): { value: string; label: string }[] =>
    value && !options.some((one) => one.value === value) ? [...options, { value, label: '…' }] : options;
  const filters: Filter[] = [
    { key: 'due', label: t('appraisal.f_due'), options: [{ value: 'OVERDUE', label: t('appraisal.due_OVERDUE') }, { value: 'WEEK', label: t('appraisal.due_WEEK') }] },
    { key: 'unitId', label: t('appraisal.f_unit'), options: known(units.map(([value, label]) => ({ value, label })), address.unitId) },
    { key: 'category', label: t('appraisal.f_category'), options: known(categories.map((value) => ({ value, label: categoryName(value) })), address.category) },
    { key: 'returned', label: t('appraisal.f_returned'), options: [{ value: 'true', label: t('appraisal.returned_true') }, { value: 'false', label: t('appraisal.returned_false') }] },
    { key: 'sort', label: t('common.sort'), all: t('appraisal.sort_deadline'), options: (['unit', 'category', 'newest'] as const).map((value) => ({ value, label: t(`appraisal.sort_${value}`) })) },
  ];
  return rounds.length > 1 || address.roundId
    ? [...filters, { key: 'roundId', label: t('appraisal.round'), options: known(rounds.map(([value, label]) => ({ value, label })), address.roundId) }]
    : filters;
}

/** "Kinh tế – tập thể" from KINH_TE_COLLECTIVE; the code itself when the round has codes of its own. */
function categoryName(code: string): string {
  const found = /^(.+)_(COLLECTIVE|INDIVIDUAL|HOUSEHOLD)$/.exec(code);
  const field = found && textOf(`entries.field_${found[1]}`);
  return field ? `${field} – ${textOf(`entries.subject_${found[2]}`) ?? ''}` : code;
}

/** What one leader can forward together: the same round, stage and unit. */
function groupsOf(rows: readonly QueueRow[]): { key: string; name: string; place: ListPlace; rows: QueueRow[] }[] {
  const groups = new Map<string, { key: string; name: string; place: ListPlace; rows: QueueRow[] }>();
  for (const row of rows) {
    if (row.state !== 'PROPOSED') continue;
    const key = `${row.roundId} ${row.stageCode} ${row.holderUnitId}`;
    const group = groups.get(key) ?? { key, name: `${row.holderUnitName}, ${row.roundCode}`, place: { roundId: row.roundId, stage: row.stageCode, unitId: row.holderUnitId }, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const listHref = ({ roundId, stage, unitId }: ListPlace): string => `/appraisal/forward?${new URLSearchParams({ roundId, stage, unitId }).toString()}`;

function columns(): Column<QueueRow>[] {
  return [
    {
      key: 'title',
      header: t('appraisal.col_entry'),
      onPhone: 'title',
      render: (row) => (
        <>
          <span className={css.row_title}>{row.title}</span>
          <span className={css.dim}>{row.subjectName}</span>
          <ModelBadge renewalNo={row.renewalNo} />
        </>
      ),
    },
    { key: 'deadline', header: t('appraisal.col_deadline'), onPhone: 'plain', render: (row) => <Deadline at={row.deadline} /> },
    {
      key: 'state',
      header: t('appraisal.col_state'),
      onPhone: 'plain',
      render: (row) => (
        <>
          <StateBadge state={row.state} />
          <span className={css.dim}>{row.stageName}</span>
          {row.revisionNo > 1 && <span className={css.dim}>{t('appraisal.revision_again', { n: row.revisionNo - 1 })}</span>}
        </>
      ),
    },
    { key: 'unit', header: t('appraisal.col_unit'), render: (row) => row.unitName },
    { key: 'receipt', header: t('appraisal.col_receipt'), render: (row) => <span className={`${css.receipt} dvk-num`}>{row.receiptNo}</span> },
  ];
}
