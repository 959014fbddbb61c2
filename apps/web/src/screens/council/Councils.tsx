import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { asProblem } from '../../api/problem';
import { hasRole, useSession } from '../../api/session';
import { formatDateTime, t } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { Fraction } from '../../ui/Fraction';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import { roundQuery } from '../rounds/api';
import type { RoundDetail } from '../rounds/types';
import { type Council, councilsQuery } from './api';
import css from './council.module.css';
import { NewCouncil } from './NewCouncil';
import { PlanSession } from './PlanSession';
import { VotingRuleBox } from './VotingRuleBox';

export default function Councils() {
  const { id } = useParams({ from: '/app/rounds/$id/councils' });
  const session = useSession();
  const round = useQuery(roundQuery(id));
  const councils = useQuery(councilsQuery(id));
  const [adding, setAdding] = useState(false);
  const problem = round.error ?? councils.error;
  const add = adding || !round.data || !hasRole(session, 'BOARD_STAFF') ? null : <Button onClick={() => setAdding(true)}>{t('council.new')}</Button>;
  return (
    <Page title={t('council.councils')} lead={round.data?.name} breadcrumb={[{ label: round.data?.code ?? '…', to: `/rounds/${id}` }]} actions={councils.data?.items.length ? add : null}>
      {problem && <ProblemAlert problem={asProblem(problem)} onRetry={() => void councils.refetch()} />}
      {councils.isPending && <Skeletons rows={3} height={120} />}
      {adding && round.data && <NewCouncil round={round.data} onClose={() => setAdding(false)} />}
      {councils.data?.items.length === 0 && !adding && (
        <div className="dvk-card">
          <EmptyState title={t('council.councils_empty')} hint={t('council.councils_empty_hint')} action={add} />
        </div>
      )}
      {round.data && councils.data?.items.map((council) => <OneCouncil key={council.id} council={council} round={round.data} />)}
    </Page>
  );
}

function OneCouncil({ council, round }: { council: Council; round: RoundDetail }) {
  const [planning, setPlanning] = useState(false);
  const rule = round.rules.chain.find((stage) => stage.code === council.stageCode)?.voting;
  const mayPlan = council.can.includes('plan') && !planning;
  return (
    <>
      <Section
        title={council.name}
        hint={council.legalBasis}
        actions={mayPlan ? <Button variant={council.sessions.length > 0 ? 'default' : 'filled'} onClick={() => setPlanning(true)}>{t('council.plan')}</Button> : null}
      >
        {rule && <VotingRuleBox rule={rule} members={council.members.length} />}
        <h3 className={css.subtitle}>{t('council.members_n', { n: council.members.length })}</h3>
        <ul className={css.people}>
          {council.members.map((member) => (
            <li key={member.accountId} className={css.person} data-role={member.role}>
              <span className={css.place_of}>{t(`council.role_${member.role}`)}</span>
              <strong>{member.fullName}</strong>
              <span className={css.dim}>{[member.title, member.unitName].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
        <h3 className={css.subtitle}>{t('council.sessions_of')}</h3>
        {council.sessions.length === 0 && <p className={css.dim}>{t('council.sessions_none')}</p>}
        <ul className={css.plain}>
          {council.sessions.map((session) => (
            <li key={session.id}>
              <Link to="/council-sessions/$id" params={{ id: session.id }} className={css.session_row}>
                <span className={css.grow}>
                  <strong>{session.name}</strong>
                  <span className={css.dim}>{[formatDateTime(session.scheduledAt), session.place].filter(Boolean).join(' · ')}</span>
                </span>
                <Fraction done={session.counted} of={session.items} label={t('council.counted_of')} />
                <StateBadge state={session.state} area="council" />
              </Link>
            </li>
          ))}
        </ul>
      </Section>
      {planning && <PlanSession council={council} round={round} onClose={() => setPlanning(false)} />}
    </>
  );
}
