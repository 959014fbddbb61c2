import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Fraction } from '../../ui/Fraction';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { StateBadge } from '../../ui/StateBadge';
import { type AgendaItem, countVotes, openVote, type Session, sessionQuery } from './api';
import { Ballot } from './Ballot';
import css from './council.module.css';
import { Marks } from './PlanSession';
import { Result } from './Result';

const looks = { PENDING: 'draft', VOTING: 'working', COUNTED: 'good' } as const;

/** One entry of the agenda: what it is, where its vote stands, and what this person can do about it now. */
export function AgendaCard({ item, session, onRead }: { item: AgendaItem; session: Session; onRead: () => void }) {
  const [counting, setCounting] = useState(false);
  const queries = useQueryClient();
  const { problem, busy, run } = useProblem();
  const key = sessionQuery(session.id).queryKey;
  const named = session.members.filter(({ accountId }) => item.conflictIds.includes(accountId)).map(({ fullName }) => fullName);
  const look = item.result?.passed === false ? 'stopped' : looks[item.state];
  return (
    <li className={`${css.item} dvk-card`} data-state={item.state}>
      <div className={css.item_head}>
        <span className={`${css.position} dvk-num`} aria-hidden>
          {item.position}
        </span>
        <div className={css.grow}>
          <h3 className={css.item_title}>{item.title}</h3>
          <span className={css.dim}>{[item.subjectName, item.unitName, item.categoryName].filter(Boolean).join(' · ')}</span>
          <Marks rank={item.rank} score={item.score} bandName={item.bandName} />
        </div>
        <StateBadge state={item.state} area="council" look={look} />
      </div>
      {item.state === 'VOTING' && <Fraction done={item.castCount} of={item.castCount + item.waitingCount} label={t('council.cast_label')} />}
      {named.length > 0 && <span className={css.dim}>{t('council.conflict_n', { names: named.join(', ') })}</span>}
      <Ballot item={item} session={session} />
      {item.result && <Result item={item} result={item.result} />}
      <div className={css.item_actions}>
        {item.can.includes('openVote') && (
          <Button loading={busy} onClick={() => void run(async () => queries.setQueryData(key, await openVote(item.id)))} aria-label={`${t('council.open_vote')}: ${item.title}`}>
            {t('council.open_vote')}
          </Button>
        )}
        {item.can.includes('count') && (
          <Button variant={item.waitingCount > 0 ? 'default' : 'filled'} onClick={() => setCounting(true)} aria-label={`${t('council.count')}: ${item.title}`}>
            {t('council.count')}
          </Button>
        )}
        <Button variant="subtle" leftSection={<IconFileText size={18} aria-hidden />} onClick={onRead} aria-label={`${t('council.read')}: ${item.title}`}>
          {t('council.read')}
        </Button>
      </div>
      <ProblemAlert problem={problem} />
      <ConfirmDialog
        opened={counting}
        onClose={() => setCounting(false)}
        title={t('council.count_title')}
        consequences={[
          t('council.count_cast', { cast: item.castCount }),
          ...(item.waitingCount > 0 ? [<strong key="missing">{t('council.count_missing', { n: item.waitingCount })}</strong>] : []),
          t('council.count_sealed'),
        ]}
        confirmLabel={t('council.count')}
        onConfirm={async () => {
          queries.setQueryData(key, await countVotes(item.id));
        }}
      />
    </li>
  );
}
