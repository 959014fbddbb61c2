import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { components } from '../../api/schema';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { Deadline } from '../../ui/Deadline';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import css from './appraisal.module.css';

type OverdueList = components['schemas']['OverdueList'];

const entriesOf = (unitId: string): string => `/entries?overdue=true&holderUnitId=${unitId}`;

/** Where entries wait past their deadline: units, longest overdue first, each leading to its entries. */
export default function Overdue() {
  const { data, error, refetch } = useQuery({
    queryKey: ['appraisal', 'overdue'],
    queryFn: () => call<OverdueList>('GET', '/api/appraisal/overdue'),
  });
  const most = Math.max(1, ...(data?.items ?? []).map(({ count }) => count));
  return (
    <Page
      title={t('review.overdue')}
      lead={t('review.overdue_lead')}
      breadcrumb={[{ label: t('appraisal.back'), to: '/appraisal' }]}
    >
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeletons rows={4} height={72} />}
      {data?.items.length === 0 && (
        <div className="dvk-card">
          <EmptyState title={t('review.overdue_none')} hint={t('review.overdue_none_hint')} />
        </div>
      )}
      <ul className={css.overdue}>
        {data?.items.map((unit) => (
          <li key={unit.unitId} className="dvk-card">
            <div className={css.overdue_words}>
              <strong>{unit.unitName}</strong>
              <span className={css.dim}>
                {t('review.overdue_n', { n: formatNumber(unit.count) })}
                {unit.withLeader > 0 && ` · ${t('review.overdue_leader', { n: formatNumber(unit.withLeader) })}`}
              </span>
              <Deadline at={unit.oldest} />
              <span className={css.overdue_bar} style={{ inlineSize: `${(100 * unit.count) / most}%` }} aria-hidden />
            </div>
            <LinkButton to={entriesOf(unit.unitId)} variant="default">
              {t('review.overdue_see')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Page>
  );
}
