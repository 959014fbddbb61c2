import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { hasRole, useSession } from '../../api/session';
import { formatDate, formatTime, inVietnam, t } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { Fraction } from '../../ui/Fraction';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import { type SessionRow, sessionsQuery } from './api';
import css from './council.module.css';

/** Members see the sessions of their councils; the board sees those of its rounds. */
export default function Sessions() {
  const session = useSession();
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(sessionsQuery(!hasRole(session, 'BOARD_STAFF', 'LEADER', 'AUDITOR')));
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const groups = [
    { title: t('council.sessions_now'), rows: rows.filter(({ state }) => state === 'OPEN') },
    { title: t('council.sessions_next'), rows: rows.filter(({ state }) => state === 'PLANNED').sort((a, b) => a.scheduledAt.localeCompare(b.scheduledAt)) },
    { title: t('council.sessions_past'), rows: rows.filter(({ state }) => state === 'CLOSED') },
  ].filter((group) => group.rows.length > 0);
  return (
    <Page title={t('council.sessions')}>
      {isPending && <Skeletons rows={3} height={120} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data && rows.length === 0 && (
        <div className="dvk-card">
          <EmptyState title={t('council.sessions_empty')} hint={t('council.sessions_empty_hint')} />
        </div>
      )}
      {groups.map((group) => (
        <section key={group.title} className={css.group} aria-label={group.title}>
          <h2 className={css.group_title}>{group.title}</h2>
          <ul className={css.plain}>
            {group.rows.map((row) => (
              <SessionCard key={row.id} row={row} />
            ))}
          </ul>
        </section>
      ))}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </Page>
  );
}

function SessionCard({ row }: { row: SessionRow }) {
  const day = inVietnam(row.scheduledAt);
  return (
    <li className={`${css.card} dvk-card`}>
      <div className={css.day}>
        <div className={css.leaf} aria-hidden>
          <strong className="dvk-num">{day.format('DD')}</strong>
          <span className="dvk-num">{day.format('MM/YYYY')}</span>
        </div>
        <div className={css.grow}>
          <h3 className={css.card_title}>{row.name}</h3>
          <span className={css.dim}>{[formatTime(row.scheduledAt), formatDate(row.scheduledAt), row.place].filter(Boolean).join(' · ')}</span>
          <span className={css.dim}>{row.councilName}</span>
          <span className={css.dim}>{row.roundName}</span>
        </div>
      </div>
      <div className={css.card_foot}>
        <StateBadge state={row.state} area="council" />
        <Fraction done={row.counted} of={row.items} label={t('council.counted_of')} />
        <LinkButton to="/council-sessions/$id" params={{ id: row.id }} variant={row.state === 'OPEN' ? 'filled' : 'default'}>
          {row.state === 'CLOSED' ? t('council.see') : t('council.enter')}
        </LinkButton>
      </div>
    </li>
  );
}
