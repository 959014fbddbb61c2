import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { hasRole, useSession } from '../../api/session';
import { formatDateTime, t } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import { roundsQuery } from './api';
import css from './RoundList.module.css';
import { type Round, roundStates } from './types';

export default function RoundList() {
  const session = useSession();
  const search = useSearch({ from: '/app/rounds' });
  const navigate = useNavigate();
  const state = roundStates.find((known) => known === search.state);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    roundsQuery(state),
  );
  const rounds = data?.pages.flatMap((page) => page.items) ?? [];
  const mayCreate = hasRole(session, 'BOARD_STAFF');
  const create = mayCreate ? <LinkButton to="/rounds/new">{t('rounds.new')}</LinkButton> : null;
  return (
    <Page title={t('rounds.nav')} width="wide" actions={create}>
      <SegmentedControl
        mb="md"
        aria-label={t('rounds.filter_state')}
        className={css.filter}
        value={state ?? ''}
        onChange={(value) => void navigate({ to: '/rounds', search: value ? { state: value } : {} })}
        data={[
          { value: '', label: t('common.filter_all') },
          ...roundStates
            .filter((one) => one !== 'DRAFT' || hasRole(session, 'BOARD_STAFF', 'AUDITOR', 'ADMIN'))
            .map((value) => ({ value, label: t(`rounds.state_${value}`) })),
        ]}
      />
      {isPending && <Skeletons rows={4} height={88} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data && rounds.length === 0 && (
        <div className="dvk-card">
          <EmptyState
            title={t(state ? 'common.list_none_match' : 'rounds.empty')}
            hint={t(mayCreate ? 'rounds.empty_hint_staff' : 'rounds.empty_hint')}
            action={create}
          />
        </div>
      )}
      <ul className={css.list} aria-label={t('rounds.nav')}>
        {rounds.map((round) => (
          <li key={round.id}>
            <RoundCard round={round} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </Page>
  );
}

function RoundCard({ round }: { round: Round }) {
  return (
    <Link to="/rounds/$id" params={{ id: round.id }} search={{}} className={css.card}>
      <span className={css.year}>{round.year}</span>
      <span className={css.words}>
        <span className={css.name}>{round.name}</span>
        <span className={css.dim}>
          {round.code} · {round.programmeName} · {round.unitName}
        </span>
        <span className={css.dim}>
          {t('rounds.window_words', { from: formatDateTime(round.opensAt), to: formatDateTime(round.closesAt) })}
        </span>
        <span className={css.meta}>
          <StateBadge state={round.state} area="rounds" />
          {round.state === 'OPEN' && <span className={css.dim}>{windowWords(round)}</span>}
          {round.rulesVersion > 1 && (
            <span className={css.dim}>{t('rounds.rules_version', { n: round.rulesVersion })}</span>
          )}
        </span>
      </span>
    </Link>
  );
}

function windowWords(round: Round): string {
  const now = Date.now();
  if (now < Date.parse(round.opensAt)) return t('rounds.window_before');
  return now < Date.parse(round.closesAt) ? t('rounds.window_open') : t('rounds.window_after');
}
