import { Button, Group, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { IconDownload, IconPresentation } from '@tabler/icons-react';
import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { formatDateTime, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import { AgendaCard } from './AgendaCard';
import { type AgendaItem, closeSession, openSession, type Session, sessionQuery } from './api';
import { Attendance } from './Attendance';
import css from './council.module.css';
import { Dossier } from './Dossier';
import { Room } from './Room';

export default function SessionScreen() {
  const { id } = useParams({ from: '/app/council-sessions/$id' });
  const { view } = useSearch({ from: '/app/council-sessions/$id' });
  const { data, error, refetch } = useQuery(sessionQuery(id));
  if (data) return view === 'room' ? <Room session={data} /> : <OneSession session={data} stale={error !== null} />;
  return (
    <Page title={t('council.session')} width="wide" breadcrumb={[{ label: t('council.sessions'), to: '/council-sessions' }]}>
      {error ? <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} /> : <Skeletons rows={6} height={96} />}
    </Page>
  );
}

function OneSession({ session, stale }: { session: Session; stale: boolean }) {
  const [reading, setReading] = useState<string | null>(null);
  const waiting = session.agenda.filter(({ state }) => state !== 'COUNTED').length;
  // What is voted on now comes first: on the phone nobody scrolls while the room waits.
  const voting = session.agenda.filter(({ state }) => state === 'VOTING');
  const card = (item: AgendaItem) => <AgendaCard key={item.id} item={item} session={session} onRead={() => setReading(item.entryId)} />;
  return (
    <Page
      title={session.name}
      width="wide"
      breadcrumb={[{ label: t('council.sessions'), to: '/council-sessions' }]}
      lead={
        <Group gap="sm">
          <span>{[session.councilName, formatDateTime(session.scheduledAt), session.place].filter(Boolean).join(' · ')}</span>
          <StateBadge state={session.state} area="council" />
        </Group>
      }
      actions={
        <>
          <LinkButton to="/council-sessions/$id" params={{ id: session.id }} search={{ view: 'room' }} variant="default" leftSection={<IconPresentation size={18} aria-hidden />}>
            {t('council.room')}
          </LinkButton>
          {(session.state === 'CLOSED' || session.can.includes('close')) && (
            <Button component="a" href={`/api/council-sessions/${session.id}/minutes.docx`} download variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
              {t('council.minutes')}
            </Button>
          )}
          <Steps session={session} waiting={waiting} />
        </>
      }
    >
      {stale && <ProblemAlert problem={asProblem(new TypeError('offline'))} />}
      {session.state === 'CLOSED' && session.conclusion && (
        <Section title={t('council.conclusion')}>
          <p style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{session.conclusion}</p>
        </Section>
      )}
      <div className={css.layout}>
        <div className={css.aside}>
          <Attendance session={session} />
          <section className={`${css.panel} ${css.rule_panel} dvk-card`} aria-label={t('council.rule')}>
            <h2>{t('council.rule')}</h2>
            <p style={{ margin: 0 }}>{session.rule}</p>
          </section>
        </div>
        <div className={css.agenda}>
          {voting.length > 0 && (
            <section aria-label={t('council.state_VOTING')} className={css.now}>
              <h2 className={css.agenda_title}>{t('council.state_VOTING')}</h2>
              <ul className={css.plain}>{voting.map(card)}</ul>
            </section>
          )}
          <section aria-label={t('council.agenda')}>
            <h2 className={css.agenda_title}>
              {t('council.agenda')} <span className={css.dim}>{t('council.room_done', { n: session.agenda.length - waiting, all: session.agenda.length })}</span>
            </h2>
            <ul className={css.plain}>{session.agenda.filter((item) => !voting.includes(item)).map(card)}</ul>
          </section>
        </div>
      </div>
      <Dossier entryId={reading} onClose={() => setReading(null)} />
    </Page>
  );
}

/** Opening and closing, for the chair and the secretary. */
function Steps({ session, waiting }: { session: Session; waiting: number }) {
  const [asked, setAsked] = useState<'open' | 'close' | null>(null);
  const [conclusion, setConclusion] = useState('');
  const queries = useQueryClient();
  const { quorum } = session;
  const show = async (answer: Session): Promise<void> => {
    queries.setQueryData(sessionQuery(session.id).queryKey, answer);
    await queries.invalidateQueries({ queryKey: ['council-sessions'] });
    await queries.invalidateQueries({ queryKey: ['home'] });
  };
  return (
    <>
      {session.can.includes('open') && <Button onClick={() => setAsked('open')}>{t('council.open')}</Button>}
      {session.can.includes('close') && (
        <Button variant={waiting > 0 ? 'default' : 'filled'} onClick={() => setAsked('close')}>
          {t('council.close')}
        </Button>
      )}
      <ConfirmDialog
        opened={asked === 'open'}
        onClose={() => setAsked(null)}
        title={t('council.open_title')}
        consequences={quorum.ok ? [t('council.open_present', { present: quorum.present, members: quorum.members, needed: quorum.needed }), t('council.open_votes')] : []}
        confirmLabel={t('council.open')}
        disabled={!quorum.ok}
        onConfirm={async () => show(await openSession(session.id))}
      >
        {!quorum.ok && <p className={css.warn}>{t('council.open_needs', { present: quorum.present, needed: quorum.needed })}</p>}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asked === 'close'}
        onClose={() => setAsked(null)}
        title={t('council.close_title')}
        consequences={[t('council.close_final')]}
        confirmLabel={t('council.close')}
        disabled={waiting > 0 || conclusion.trim() === ''}
        onConfirm={async () => show(await closeSession(session.id, conclusion.trim()))}
      >
        {waiting > 0 && <p className={css.warn}>{t('council.close_waiting', { n: waiting })}</p>}
        <Textarea label={t('council.conclusion')} autosize minRows={4} maxRows={12} maxLength={4000} mb="md" withAsterisk value={conclusion} onChange={(event) => setConclusion(event.currentTarget.value)} />
      </ConfirmDialog>
    </>
  );
}
