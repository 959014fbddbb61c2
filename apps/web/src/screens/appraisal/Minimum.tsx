import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { components } from '../../api/schema';
import { formatNumber, t } from '../../i18n';
import { type Column, DataList } from '../../ui/DataList';
import { EmptyState } from '../../ui/EmptyState';
import { Fraction } from '../../ui/Fraction';
import { Page } from '../../ui/Page';
import { useUrlState } from '../../ui/useUrlState';
import type { MinimumRow } from './api';
import css from './appraisal.module.css';

type RoundPage = components['schemas']['RoundPage'];

/** Units against the minimum of registrations that the rules ask of their kind; those that owe most first. */
export default function Minimum() {
  const [address, change] = useUrlState();
  const rounds = useQuery({ queryKey: ['rounds', 'open'], queryFn: () => call<RoundPage>('GET', '/api/rounds', { query: { state: 'OPEN' } }) });
  const roundId = address.roundId || rounds.data?.items[0]?.id;
  return (
    <Page title={t('review.minimum')} width="wide" breadcrumb={[{ label: t('appraisal.back'), to: '/appraisal' }]} lead={t('review.minimum_lead')}>
      {(rounds.data?.items.length ?? 0) > 1 && (
        <NativeSelect
          label={t('review.minimum_round')}
          mb="md"
          maw="32rem"
          value={roundId ?? ''}
          onChange={(event) => change({ roundId: event.currentTarget.value })}
          data={rounds.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        />
      )}
      {roundId && (
        <DataList<MinimumRow>
          key={roundId}
          queryKey={['appraisal', 'minimum', roundId]}
          load={({ cursor }) => call('GET', '/api/appraisal/minimum', { query: { roundId, cursor } })}
          columns={columns()}
          rowKey={(row) => row.unitId}
          rowName={(row) => row.unitName}
          empty={<EmptyState title={t('review.minimum_none')} />}
        />
      )}
    </Page>
  );
}

function columns(): Column<MinimumRow>[] {
  return [
    { key: 'unit', header: t('review.minimum_unit'), onPhone: 'title', render: (row) => <span className={css.row_title}>{row.unitName}</span> },
    { key: 'count', header: t('review.minimum_count'), onPhone: 'plain', render: (row) => <Fraction done={row.registered} of={row.min} label={t('review.minimum_count')} /> },
    {
      key: 'missing',
      header: t('review.minimum_missing'),
      render: (row) => (row.missing > 0 ? <strong className={css.warn}>{formatNumber(row.missing)}</strong> : t('review.minimum_ok')),
    },
    { key: 'source', header: t('review.minimum_source'), render: (row) => row.source || '–' },
  ];
}
