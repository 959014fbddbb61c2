import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useSession } from '../../api/session';
import { t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { type AgendaItem, castBallot, type Choice, type Session, sessionQuery } from './api';
import css from './council.module.css';

const choices = ['YES', 'NO', 'ABSTAIN'] as const;
const colours = { YES: 'green', NO: 'red', ABSTAIN: 'gray' } as const;

/** The member's own ballot: three big buttons, a confirmation, and then only "đã bỏ phiếu". */
export function Ballot({ item, session }: { item: AgendaItem; session: Session }) {
  const { account } = useSession();
  const queries = useQueryClient();
  const [choice, setChoice] = useState<Choice | null>(null);
  const me = session.members.find(({ accountId }) => accountId === account.id);
  const inWriting = me?.present !== true;
  const label = choice ? t(`council.choice_${choice}`) : '';
  if (!me || item.state === 'PENDING' || (item.state === 'COUNTED' && item.own.choice === null)) return null;
  if (item.own.cast)
    return (
      <p className={css.voted} role="status">
        <IconCircleCheck size={22} aria-hidden />
        {item.own.choice ? t('council.voted_choice', { choice: t(`council.choice_${item.own.choice}`) }) : t('council.voted')}
      </p>
    );
  if (item.state !== 'VOTING') return null;
  if (item.conflictIds.includes(me.accountId)) return <p className={css.dim}>{t('council.my_conflict')}</p>;
  if (!item.can.includes('vote')) return <p className={css.dim}>{t('council.not_present')}</p>;
  return (
    <div className={css.ballot} role="group" aria-label={`${t('council.ballot')}: ${item.title}`}>
      <h4>{t('council.ballot')}</h4>
      <p>
        {t(session.secret ? 'council.ballot_secret' : 'council.ballot_open')} {inWriting && t('council.ballot_writing')}
      </p>
      <div className={css.choices}>
        {choices.map((one) => (
          <Button key={one} className={css.choice} color={colours[one]} variant={one === 'ABSTAIN' ? 'default' : 'light'} onClick={() => setChoice(one)}>
            {t(`council.choice_${one}`)}
          </Button>
        ))}
      </div>
      <ConfirmDialog
        opened={choice !== null}
        onClose={() => setChoice(null)}
        title={t('council.ballot_title', { choice: label })}
        consequences={[t('council.ballot_final'), t(session.secret ? 'council.ballot_secret' : 'council.ballot_open')]}
        confirmLabel={t('council.ballot_send', { choice: label })}
        onConfirm={async () => {
          if (choice) await castBallot(item.id, choice, inWriting);
          await queries.invalidateQueries({ queryKey: sessionQuery(session.id).queryKey });
          await queries.invalidateQueries({ queryKey: ['home'] });
        }}
      >
        <p className={css.item_title}>{item.title}</p>
      </ConfirmDialog>
    </div>
  );
}
