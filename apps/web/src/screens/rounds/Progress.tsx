import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { formatNumber, t, textOf } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { entryCountsQuery, roundQuery } from './api';
import css from './Progress.module.css';
import type { EntryCounts, RoundDetail } from './types';
import { fieldName, subjectName } from './words';

const stateOrder = [
  'DRAFT',
  'APPRAISING',
  'PROPOSED',
  'RETURNED',
  'SCORING',
  'COUNCIL',
  'APPROVED',
  'RECOGNISED',
  'NOT_APPROVED',
  'REFUSED',
  'WITHDRAWN',
];
/** From registered to recognised: in each bar, the entries that came so far or farther. */
const funnel = [
  {
    key: 'funnel_submitted',
    states: [
      'APPRAISING',
      'PROPOSED',
      'RETURNED',
      'SCORING',
      'COUNCIL',
      'APPROVED',
      'RECOGNISED',
      'NOT_APPROVED',
      'REFUSED',
    ],
  },
  { key: 'funnel_scoring', states: ['SCORING', 'COUNCIL', 'APPROVED', 'RECOGNISED', 'NOT_APPROVED'] },
  { key: 'funnel_council', states: ['COUNCIL', 'APPROVED', 'RECOGNISED', 'NOT_APPROVED'] },
  { key: 'funnel_approved', states: ['APPROVED', 'RECOGNISED'] },
  { key: 'funnel_recognised', states: ['RECOGNISED'] },
] as const;

export default function Progress() {
  const { id } = useParams({ from: '/app/rounds/$id/progress' });
  const round = useQuery(roundQuery(id));
  const counts = useQuery({ ...entryCountsQuery(id), refetchInterval: 60_000 });
  const error = round.error ?? counts.error;
  const minimum: string = `/appraisal/minimum?roundId=${id}`;
  return (
    <Page
      title={t('rounds.progress')}
      lead={round.data?.name}
      breadcrumb={[
        { label: t('rounds.nav'), to: '/rounds' },
        ...(round.data ? [{ label: round.data.name, to: `/rounds/${id}` }] : []),
      ]}
      width="wide"
      actions={
        round.data?.rules.minimum && (
          <LinkButton to={minimum} variant="default">
            {t('review.minimum')}
          </LinkButton>
        )
      }
    >
      {(round.isPending || counts.isPending) && !error && <Skeletons rows={5} />}
      {error && (
        <ProblemAlert
          problem={asProblem(error)}
          onRetry={() => {
            void round.refetch();
            void counts.refetch();
          }}
        />
      )}
      {round.data && counts.data && <Bars round={round.data} counts={counts.data} />}
    </Page>
  );
}

function Bars({ round, counts }: { round: RoundDetail; counts: EntryCounts }) {
  if (counts.total === 0)
    return (
      <div className="dvk-card">
        <EmptyState title={t('rounds.progress_empty')} hint={t('rounds.progress_empty_hint')} />
      </div>
    );
  const of = (states: readonly string[]): number =>
    states.reduce((sum, state) => sum + (counts.byState[state] ?? 0), 0);
  const byState = [...stateOrder, ...Object.keys(counts.byState).filter((state) => !stateOrder.includes(state))]
    .filter((state) => (counts.byState[state] ?? 0) > 0)
    .map((state) => ({ name: textOf(`common.state_${state}`) ?? state, value: counts.byState[state] ?? 0 }));
  const sum = (chosen: (category: RoundDetail['rules']['categories'][number]) => boolean): number =>
    round.rules.categories
      .filter(chosen)
      .reduce((total, category) => total + (counts.byCategory[category.code] ?? 0), 0);
  const fields = [...new Set(round.rules.categories.map((category) => category.field))];
  const subjects = [...new Set(round.rules.categories.map((category) => category.subjectType))];
  const categories = round.rules.categories
    .map((category) => ({ name: category.name, value: counts.byCategory[category.code] ?? 0 }))
    .sort((a, b) => b.value - a.value);
  return (
    <>
      <Section title={t('rounds.progress_funnel')} hint={t('rounds.progress_total', { n: formatNumber(counts.total) })}>
        <BarTable
          label={t('rounds.progress_funnel')}
          total={counts.total}
          rows={funnel.map(({ key, states }) => ({ name: t(`rounds.${key}`), value: of(states) }))}
        />
      </Section>
      <Section title={t('rounds.progress_states')}>
        <BarTable label={t('rounds.progress_states')} total={counts.total} rows={byState} />
      </Section>
      <Section title={t('rounds.progress_fields')}>
        <BarTable
          label={t('rounds.progress_fields')}
          total={counts.total}
          rows={fields.map((field) => ({ name: fieldName(field), value: sum((category) => category.field === field) }))}
        />
        <BarTable
          label={t('rounds.progress_subjects')}
          total={counts.total}
          rows={subjects.map((subject) => ({
            name: subjectName(subject),
            value: sum((category) => category.subjectType === subject),
          }))}
        />
      </Section>
      <Section title={t('rounds.progress_categories')}>
        <BarTable label={t('rounds.progress_categories')} total={counts.total} rows={categories} />
      </Section>
    </>
  );
}

/** Numbers as bars that are also a table: the bar only shows what the number beside it says. */
function BarTable({ label, rows, total }: { label: string; rows: { name: string; value: number }[]; total: number }) {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return (
    <Table className={css.table} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('rounds.bar_name')}</Table.Th>
          <Table.Th scope="col" ta="end">
            {t('rounds.bar_number')}
          </Table.Th>
          <Table.Th scope="col" ta="end">
            {t('rounds.bar_share')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.name}>
            <Table.Th scope="row" className={css.name}>
              {row.name}
              <span className={css.track} aria-hidden>
                <span className={css.bar} style={{ width: `${(row.value / most) * 100}%` }} />
              </span>
            </Table.Th>
            <Table.Td className={css.number}>{formatNumber(row.value)}</Table.Td>
            <Table.Td className={css.number}>{formatNumber((row.value / total) * 100, 1)}%</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
