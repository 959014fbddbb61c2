import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { formatNumber, t } from '../../i18n';
import { type Column, DataList } from '../../ui/DataList';
import { Deadline } from '../../ui/Deadline';
import { EmptyState } from '../../ui/EmptyState';
import { ModelBadge } from '../../ui/ModelBadge';
import { Page } from '../../ui/Page';
import { StateBadge } from '../../ui/StateBadge';
import type { SheetPage, SheetRow } from './api';
import css from './judging.module.css';

const STATES = ['OPEN', 'REOPENED', 'SIGNED'] as const;

export default function SheetList() {
  const first = useQuery({ queryKey: ['scoresheets', 'progress'], queryFn: () => call<SheetPage>('GET', '/api/scoresheets') });
  const progress = first.data?.progress;
  return (
    <Page title={t('judging.sheets')} width="wide">
      {progress && progress.all > 0 && (
        <div className={css.progress}>
          <span className="dvk-num">{t('judging.sheets_progress', { signed: formatNumber(progress.signed), all: formatNumber(progress.all) })}</span>
          <Progress value={(progress.signed / progress.all) * 100} color="green" size="lg" aria-label={t('judging.sheets_progress', { signed: progress.signed, all: progress.all })} />
        </div>
      )}
      <DataList<SheetRow>
        queryKey={['scoresheets']}
        load={({ query, cursor }) => call<SheetPage>('GET', '/api/scoresheets', { query: { ...query, cursor } })}
        columns={columns()}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        href={(row) => `/scoresheets/${row.id}`}
        filters={[{ key: 'state', label: t('judging.filter_state'), options: STATES.map((value) => ({ value, label: t(`judging.state_${value}`) })) }]}
        empty={<EmptyState title={t('judging.sheets_empty')} hint={t('judging.sheets_empty_hint')} />}
      />
    </Page>
  );
}

function columns(): Column<SheetRow>[] {
  return [
    {
      key: 'title',
      header: t('judging.col_entry'),
      onPhone: 'title',
      render: (row) => (
        <>
          <span className={css.row_title}>{row.title}</span>
          <span className={css.dim}>{row.unitName}</span>
          <ModelBadge renewalNo={row.renewalNo} />
        </>
      ),
    },
    { key: 'category', header: t('judging.col_category'), render: (row) => row.categoryName },
    { key: 'marked', header: t('judging.col_progress'), render: (row) => <span className="dvk-num">{t('judging.marked_of', { n: row.marked, all: row.criteria })}</span> },
    { key: 'total', header: t('judging.col_total'), align: 'end', render: (row) => (row.total === null ? '–' : <span className="dvk-num">{formatNumber(row.total)}</span>) },
    { key: 'deadline', header: t('judging.col_deadline'), render: (row) => <Deadline at={row.state === 'SIGNED' ? null : row.deadline} /> },
    { key: 'state', header: t('judging.col_state'), onPhone: 'plain', render: (row) => <StateBadge state={row.state} area="judging" /> },
  ];
}
