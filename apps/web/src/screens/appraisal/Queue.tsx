import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { hasRole, useSession } from '../../api/session';
import { t } from '../../i18n';
import { type Column, DataList } from '../../ui/DataList';
import { Deadline } from '../../ui/Deadline';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { StateBadge } from '../../ui/StateBadge';
import { useUrlState } from '../../ui/useUrlState';
import { type QueuePage, type QueueRow, waitingQuery } from './api';
import css from './appraisal.module.css';
import { QueueSummary } from './QueueSummary';

/** What waits for an officer (to appraise) or a leader (to decide), by deadline. */
export default function Queue() {
  const session = useSession();
  const officer = hasRole(session, 'OFFICER');
  const leader = hasRole(session, 'LEADER');
  const [address, change] = useUrlState();
  const state = address.state || undefined;
  const waiting = useQuery(waitingQuery);
  const rounds = [...new Map((waiting.data?.items ?? []).map(({ roundId, roundCode }) => [roundId, roundCode])).entries()];
  return (
    <Page title={t('appraisal.queue')} width="wide" lead={t(officer && leader ? 'appraisal.queue_lead_both' : leader ? 'appraisal.queue_lead_leader' : 'appraisal.queue_lead_officer')}>
      {waiting.data && <QueueSummary page={waiting.data} state={state} onState={(next) => change({ state: next })} />}
      <DataList<QueueRow>
        key={state ?? ''}
        queryKey={['appraisal', 'queue', state ?? '']}
        load={({ query, cursor }) => call<QueuePage>('GET', '/api/appraisal/queue', { query: { ...query, state, cursor } })}
        columns={columns()}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        href={(row) => `/appraisal/${row.id}`}
        search
        filters={rounds.length > 1 || address.roundId ? [{ key: 'roundId', label: t('appraisal.round'), options: rounds.map(([value, label]) => ({ value, label })) }] : []}
        empty={<EmptyState title={t('appraisal.queue_empty')} hint={t('appraisal.queue_empty_hint')} />}
      />
    </Page>
  );
}

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
