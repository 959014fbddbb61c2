import { useState } from 'react';
import { Alert, Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useIdempotencyKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import { formatDateTime, t, textOf } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Facts } from '../../ui/Facts';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import { messageQuery, type MessageRecord, resend } from './api';
import { lookOf } from './look';
import css from './messages.module.css';

export default function MessageScreen() {
  const { id } = useParams({ from: '/app/messages/$id' });
  const { data, error, isPending, refetch } = useQuery(messageQuery(id));
  const crumbs = [{ label: t('messages.log'), to: '/messages' }];
  if (data) return <Loaded key={data.id} message={data} />;
  return (
    <Page title={t('messages.message')} breadcrumb={crumbs}>
      {isPending && <Skeletons rows={4} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
    </Page>
  );
}

function Loaded({ message }: { message: MessageRecord }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [sent, setSent] = useState<string | null>(null);
  const [key, renewKey] = useIdempotencyKey();
  const { resentOf } = message;
  return (
    <Page
      title={message.subject ?? message.kindName}
      breadcrumb={[{ label: t('messages.log'), to: '/messages' }]}
      lead={<StateBadge state={message.state} area="messages" look={lookOf(message.state)} />}
      actions={
        message.can.includes('resend') && <Button onClick={() => setAsking(true)}>{t('messages.resend')}</Button>
      }
    >
      {sent && (
        <Alert color="green" role="status" mb="md">
          {t('messages.resent')}{' '}
          <Link to="/messages/$id" params={{ id: sent }}>
            {t('messages.see_new')}
          </Link>
        </Alert>
      )}
      {message.state === 'FAILED' && message.lastError && (
        <Alert color="red" mb="md" title={t('messages.state_FAILED')}>
          {message.lastError}
        </Alert>
      )}
      <Section title={t('messages.person')}>
        <Facts
          facts={[
            [t('messages.person'), `${message.accountName} · ${message.unitName}`],
            [t('messages.to'), message.recipient],
            [t('messages.channel'), t(`messages.channel_${message.channel}`)],
            [t('messages.kind'), message.kindName],
            [t('messages.round'), message.roundName],
            [t('messages.state'), message.skippedFor ? textOf(`messages.skipped_${message.skippedFor}`) : null],
            [t('messages.created_at'), formatDateTime(message.createdAt)],
            [t('messages.sent_at'), message.sentAt ? formatDateTime(message.sentAt) : null],
            [t('messages.read_at'), message.readAt ? formatDateTime(message.readAt) : null],
            [t('messages.attempts'), message.attempts > 0 ? message.attempts : null],
            [
              t('messages.again'),
              resentOf && (
                <Link to="/messages/$id" params={{ id: resentOf.id }}>
                  {t('messages.resent_of', { at: formatDateTime(resentOf.createdAt) })}
                </Link>
              ),
            ],
          ]}
        />
      </Section>
      <Section title={t('messages.text')}>
        {message.body === null ? (
          t(message.secret ? 'messages.text_secret' : 'messages.text_hidden')
        ) : (
          <pre className={css.paper}>{message.body}</pre>
        )}
      </Section>
      {message.resends.length > 0 && (
        <Section title={t('messages.resends')}>
          <ul className={css.list}>
            {message.resends.map((one) => (
              <li key={one.id}>
                <Link to="/messages/$id" params={{ id: one.id }} className={css.line}>
                  {formatDateTime(one.createdAt)} · {one.by}
                  <span>
                    <StateBadge state={one.state} area="messages" look={lookOf(one.state)} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('messages.resend_title')}
        consequences={[t('messages.resend_address', { name: message.accountName }), t('messages.resend_logged')]}
        confirmLabel={t('messages.resend')}
        onConfirm={async () => {
          const { id } = await resend(message.id, key);
          renewKey();
          setSent(id);
          await queries.invalidateQueries({ queryKey: ['message', message.id] });
          await queries.invalidateQueries({ queryKey: ['messages'] });
        }}
      />
    </Page>
  );
}
