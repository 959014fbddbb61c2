import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { formatDateTime, t, textOf } from '../../i18n';
import { DataList } from '../../ui/DataList';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { StateBadge } from '../../ui/StateBadge';
import { roundsQuery } from '../rounds/api';
import type { MessageItem } from './api';
import css from './messages.module.css';
import { lookOf } from './look';

const states = ['FAILED', 'QUEUED', 'HELD', 'SENT', 'SKIPPED'] as const;
const channels = ['MAIL', 'WEBHOOK'] as const;

/** What went out, to whom, and what became of it. */
export default function MessageLog() {
  const rounds = useInfiniteQuery(roundsQuery()).data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('messages.log')} lead={t('messages.log_lead')} width="wide">
      <DataList<MessageItem>
        queryKey={['messages']}
        load={({ query, cursor }) => call('GET', '/api/messages', { query: { ...query, cursor } })}
        rowKey={(row) => row.id}
        rowName={(row) => `${row.subject ?? row.kindName}, ${row.accountName}`}
        href={(row) => `/messages/${row.id}`}
        search
        filters={[
          {
            key: 'state',
            label: t('messages.state'),
            options: states.map((value) => ({ value, label: t(`messages.state_${value}`) })),
          },
          {
            key: 'channel',
            label: t('messages.channel'),
            options: channels.map((value) => ({ value, label: t(`messages.channel_${value}`) })),
          },
          {
            key: 'roundId',
            label: t('messages.round'),
            options: rounds.map((round) => ({ value: round.id, label: round.name })),
          },
        ]}
        columns={[
          {
            key: 'subject',
            header: t('messages.message'),
            onPhone: 'title',
            render: (row) => (
              <>
                {row.subject ?? row.kindName}
                {row.again && <span className={css.dim}> · {t('messages.again')}</span>}
              </>
            ),
          },
          {
            key: 'state',
            header: t('messages.state'),
            render: (row) => (
              <>
                <StateBadge state={row.state} area="messages" look={lookOf(row.state)} />
                {row.state === 'FAILED' && row.lastError && <div className={css.error}>{row.lastError}</div>}
                {row.skippedFor && <div className={css.dim}>{textOf(`messages.skipped_${row.skippedFor}`)}</div>}
              </>
            ),
          },
          {
            key: 'person',
            header: t('messages.person'),
            render: (row) => (
              <>
                {row.accountName}
                <div className={css.dim}>{row.recipient || row.unitName}</div>
              </>
            ),
          },
          { key: 'channel', header: t('messages.channel'), render: (row) => t(`messages.channel_${row.channel}`) },
          { key: 'round', header: t('messages.round'), render: (row) => row.roundName ?? '–' },
          { key: 'when', header: t('messages.when'), render: (row) => formatDateTime(row.createdAt) },
        ]}
        empty={<EmptyState title={t('messages.log_empty')} hint={t('messages.log_empty_hint')} />}
      />
    </Page>
  );
}
