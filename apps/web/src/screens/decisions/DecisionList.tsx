import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { formatDate, t, textOf } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import { roundQuery } from '../rounds/api';
import { decisionsQuery } from './api';
import css from './decisions.module.css';

export default function DecisionList() {
  const { id } = useParams({ from: '/app/rounds/$id/decisions' });
  const round = useQuery(roundQuery(id));
  const { data, error, isPending, refetch } = useQuery(decisionsQuery(id));
  const add = data?.can.includes('create') ? (
    <LinkButton to="/rounds/$id/decisions/new" params={{ id }}>
      {t('decisions.new')}
    </LinkButton>
  ) : null;
  return (
    <Page title={t('decisions.list')} lead={round.data?.name} breadcrumb={[{ label: round.data?.code ?? '…', to: `/rounds/${id}` }]} actions={data?.items.length ? add : null}>
      {isPending && <Skeletons rows={3} height={96} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <div className="dvk-card">
          <EmptyState title={t('decisions.list_empty')} hint={t('decisions.list_empty_hint')} action={add} />
        </div>
      )}
      <ul className={css.list}>
        {data?.items.map((decision) => (
          <li key={decision.id} className="dvk-card">
            <Link to="/decisions/$id" params={{ id: decision.id }} className={css.row}>
              <span className={css.sheet} aria-hidden data-family={decision.family} />
              <span className={css.grow}>
                <strong className={css.row_number}>{decision.numberText ?? t('decisions.no_number')}</strong>
                <span className={css.row_title}>{decision.title}</span>
                <span className={css.dim}>
                  {[decision.decidedOn ? t('decisions.dated', { at: formatDate(decision.decidedOn) }) : '', t(`decisions.family_${decision.family}`), t('decisions.awards_n', { n: decision.awards })].filter(Boolean).join(' · ')}
                </span>
              </span>
              <span className={css.badges}>
                <StateBadge state={decision.state} area="decisions" look={decision.state === 'SUBMITTED' ? 'waiting' : undefined} />
                {decision.publicationState && <span className={css.dim}>{textOf(`decisions.publication_${decision.publicationState}`)}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
