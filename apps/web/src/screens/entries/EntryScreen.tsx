import { Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { IconDownload } from '@tabler/icons-react';
import { call } from '../../api/call';
import { hasRole, useSession } from '../../api/session';
import { formatDate, formatDateTime, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Deadline } from '../../ui/Deadline';
import { Facts } from '../../ui/Facts';
import { LinkButton } from '../../ui/LinkButton';
import { ModelBadge } from '../../ui/ModelBadge';
import { ModelYears } from '../../ui/ModelYears';
import { Page } from '../../ui/Page';
import { PaperMenu } from '../../ui/form/PaperMenu';
import { PrintButton } from '../../ui/PrintButton';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import { PaperCard } from '../paper/PaperCard';
import { EntryProgress } from '../progress/EntryProgress';
import { VisitResults } from '../visits/VisitResults';
import { Award } from './Award';
import { type Entry, entryQuery } from './api';
import css from './EntryScreen.module.css';
import { EntryContent } from './EntryContent';
import { EntryProblem } from './EntryProblem';
import { EntryTimelineView } from './EntryTimelineView';
import { Revisions } from './Revisions';
import { People } from './writing/People';
import { Scores } from './Scores';

export default function EntryScreen() {
  const { id } = useParams({ from: '/app/entries/$id' });
  const { data, error, refetch } = useQuery(entryQuery(id));
  if (error) return <EntryProblem error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <Page title={t('entries.entry')} width="wide">
        <Skeletons rows={6} height={88} />
      </Page>
    );
  return <OneEntry key={id} entry={data} />;
}

function OneEntry({ entry }: { entry: Entry }) {
  const session = useSession();
  const queries = useQueryClient();
  const [withdrawing, setWithdrawing] = useState(false);
  const reviews = entry.can.some((action) =>
    ['appraise', 'return', 'propose', 'sendBack', 'forward', 'refuse'].includes(action),
  );
  const appraisal: string = `/appraisal/${entry.id}`;
  const lists = hasRole(session, 'REPORTER', 'UNIT_HEAD', 'OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR');
  return (
    <Page
      title={entry.title}
      width="wide"
      {...(lists ? { breadcrumb: [{ label: t('entries.list'), to: '/entries' }] } : {})}
      lead={
        <span className={css.lead}>
          <StateBadge state={entry.state} />
          <ModelBadge renewalNo={entry.renewalNo} />
          <span>{entry.subjectName}</span>
          {entry.receiptNo && <span className="dvk-num">{t('entries.receipt_is', { no: entry.receiptNo })}</span>}
        </span>
      }
      actions={
        <Group gap="sm">
          {entry.can.includes('write') && (
            <LinkButton to="/entries/$id/edit" params={{ id: entry.id }}>
              {t(entry.state === 'RETURNED' ? 'entries.mend' : 'entries.write_on')}
            </LinkButton>
          )}
          {reviews && <LinkButton to={appraisal}>{t('entries.to_appraisal')}</LinkButton>}
          <PaperMenu entryId={entry.id} />
          <PrintButton />
        </Group>
      }
    >
      <Award entry={entry} />
      <div className={css.layout}>
        <div className={css.aside}>
          <section className={`${css.panel} dvk-card`} aria-label={t('common.timeline')}>
            <EntryTimelineView entry={entry} />
          </section>
        </div>
        <div className={css.main}>
          <Section title={t('entries.facts')}>
            <Facts
              facts={[
                [t('entries.unit'), entry.unitName],
                [t('entries.round'), entry.roundName],
                [t('entries.category'), entry.category.name],
                [t('entries.subject_name'), entry.subjectName],
                [t('progress.history'), entry.model.length > 0 ? <ModelYears steps={entry.model} /> : null],
                [t('entries.submitted_at'), entry.submittedAt ? formatDateTime(entry.submittedAt) : null],
                [
                  t('entries.revision'),
                  entry.revisionNo > 0
                    ? t('entries.revision_no', { n: entry.revisionNo })
                    : t('entries.never_submitted'),
                ],
                [t('entries.submit_until'), entry.submitBy ? <Deadline at={entry.submitBy} /> : null],
              ]}
            />
            {entry.receiptNo && (
              <Button
                component="a"
                href={`/api/entries/${entry.id}/receipt.pdf`}
                download
                variant="default"
                mt="sm"
                leftSection={<IconDownload size={18} aria-hidden />}
              >
                {t('entries.receipt_download')}
              </Button>
            )}
          </Section>
          <PaperCard entry={entry} />
          <Returns entry={entry} />
          <Scores entry={entry} />
          {hasRole(session, 'REPORTER', 'UNIT_HEAD') && entry.submittedAt && <VisitResults entryId={entry.id} />}
          <Section
            title={t(entry.isDraft && entry.can.includes('write') ? 'entries.content_draft' : 'entries.content')}
          >
            <EntryContent entry={entry} shown={entry} />
          </Section>
          {lists && entry.submittedAt && <EntryProgress entryId={entry.id} />}
          <Revisions entry={entry} />
          {(entry.isDraft || entry.revisionNo > 1) && (
            <Section title={t('writing.history')}>
              <LinkButton variant="default" to="/entries/$id/history" params={{ id: entry.id }}>
                {t('writing.history_open')}
              </LinkButton>
            </Section>
          )}
          <People entry={entry} />
          {entry.can.includes('withdraw') && (
            <Section title={t('entries.withdraw')} hint={t('entries.withdraw_hint')}>
              <Button variant="outline" color="red" onClick={() => setWithdrawing(true)}>
                {t('entries.withdraw')}
              </Button>
            </Section>
          )}
        </div>
      </div>
      <ConfirmDialog
        opened={withdrawing}
        onClose={() => setWithdrawing(false)}
        title={t('entries.withdraw_title', { title: entry.title })}
        consequences={[t('entries.withdraw_ends'), t('entries.withdraw_kept')]}
        reason="required"
        confirmLabel={t('entries.withdraw')}
        danger
        onConfirm={async (reason) => {
          await call('POST', `/api/entries/${entry.id}/withdraw`, { body: { version: entry.version, reason } });
          for (const key of [['entry', entry.id], ['entries'], ['home']])
            await queries.invalidateQueries({ queryKey: key });
        }}
      />
    </Page>
  );
}

/** Requests of the officers with the answers of the unit, for those who may read them. */
function Returns({ entry }: { entry: Entry }) {
  if (entry.returns.length === 0) return null;
  return (
    <Section title={t('entries.returns')}>
      {entry.returns.map((request) => (
        <div key={request.no} className={css.request}>
          <p className={css.request_head}>
            {t('entries.return_title', { unit: request.returnedByUnit })} · {formatDate(request.returnedAt)}
            {request.answeredAt ? (
              <span className={css.dim}>{t('entries.answered_at', { at: formatDateTime(request.answeredAt) })}</span>
            ) : (
              <span className={css.dim}>
                <Deadline at={request.deadline} />
              </span>
            )}
          </p>
          <ol>
            {request.items.map((item, index) => (
              <li key={index}>
                <strong>{entry.form.find((field) => field.code === item.part)?.label ?? item.partName}:</strong>{' '}
                {item.text}
                {item.answer && <p className={css.answer}>{t('entries.answer_was', { text: item.answer })}</p>}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </Section>
  );
}
