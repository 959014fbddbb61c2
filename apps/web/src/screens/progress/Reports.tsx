import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { call } from '../../api/call';
import { useIdempotencyKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import { formatDate, t, today } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { entryQuery } from '../entries/api';
import { type Report, type ReportList, reportsQuery } from './api';
import { EntryLedgerTable } from './EntryLedgerTable';
import { ReportCard } from './ReportCard';
import css from './progress.module.css';

/** Reports on one entry, and the figures that they add up to. */
export default function Reports() {
  const { id } = useParams({ from: '/app/entries/$id/progress' });
  const entry = useQuery(entryQuery(id));
  const reports = useQuery(reportsQuery(id));
  const error = entry.error ?? reports.error;
  return (
    <Page
      title={t('progress.reports')}
      lead={entry.data?.title ?? t('progress.reports_lead')}
      breadcrumb={[
        { label: t('entries.list'), to: '/entries' },
        { label: entry.data?.title ?? t('entries.entry'), to: `/entries/${id}` },
      ]}
    >
      {error && (
        <ProblemAlert
          problem={asProblem(error)}
          onRetry={() => {
            void entry.refetch();
            void reports.refetch();
          }}
        />
      )}
      {!reports.data && !error && <Skeletons rows={4} height={110} />}
      {reports.data && <List entryId={id} reports={reports.data} />}
      {reports.data && reports.data.items.some((report) => report.state === 'SUBMITTED') && (
        <Section title={t('progress.ledger_entry')} hint={t('progress.ledger_rule')}>
          <EntryLedgerTable entryId={id} />
        </Section>
      )}
    </Page>
  );
}

function List({ entryId, reports }: { entryId: string; reports: ReportList }) {
  const begin = useBegin(entryId);
  const draft = reports.items.find((report) => report.state === 'DRAFT' && report.can.includes('write'));
  const create = reports.can.includes('create') && (
    <Button loading={begin.busy} onClick={() => void begin.start(draft?.id)}>
      {t(draft ? 'progress.report_go_on' : 'progress.report_new')}
    </Button>
  );
  const late = reports.dueOn !== null && reports.dueOn <= today();
  return (
    <>
      {reports.dueOn && (
        <p className={css.due} data-late={late || undefined}>
          {t(late ? 'progress.model_overdue' : 'progress.report_due', { day: formatDate(reports.dueOn) })}
        </p>
      )}
      <ProblemAlert problem={begin.problem} />
      {reports.items.length === 0 ? (
        <div className="dvk-card">
          <EmptyState
            title={t('progress.reports_empty')}
            hint={t(create ? 'progress.reports_empty_hint' : 'progress.reports_empty_read')}
            action={create || undefined}
          />
        </div>
      ) : (
        <>
          {create && <div className={css.actions}>{create}</div>}
          <ol className={css.reports} aria-label={t('progress.reports')}>
            {reports.items.map((report) => (
              <li key={report.id}>
                <ReportCard
                  report={report}
                  kinds={reports.contributionKinds}
                  onCorrect={draft ? undefined : () => void begin.start(undefined, report.id)}
                />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

/** Opens the report that is being written, or begins one. */
function useBegin(entryId: string) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [key, renew] = useIdempotencyKey();
  const { problem, busy, run } = useProblem();
  const start = (draftId: string | undefined, replacesId?: string): Promise<unknown> =>
    run(async () => {
      const id =
        draftId ??
        (
          await call<Report>('POST', `/api/entries/${entryId}/progress`, {
            body: replacesId ? { replacesId } : {},
            headers: { 'idempotency-key': key },
          })
        ).id;
      renew();
      void queries.invalidateQueries({ queryKey: ['progress', 'of', entryId] });
      await navigate({ to: '/progress/$id', params: { id } });
    });
  return { start, problem, busy };
}
