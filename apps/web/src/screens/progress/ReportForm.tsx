import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../api/call';
import { useIdempotencyKey } from '../../api/client';
import type { FieldError } from '../../api/problem';
import { t, today } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DateField } from '../../ui/DateField';
import { type Crumb, Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { ConflictChoice, SaveState } from '../../ui/SaveState';
import { Section } from '../../ui/Section';
import { useAutosave } from '../../ui/useAutosave';
import { UploadZone } from '../../ui/upload/UploadZone';
import { useUploadForm } from '../../ui/upload/useUploads';
import { WordCount } from '../../ui/WordCount';
import { Contributions } from '../entries/editor/Contributions';
import { type Report, reportQuery } from './api';
import { ReportFiles } from './ReportCard';
import css from './progress.module.css';

const ACCEPT = '.jpg,.jpeg,.png,.webp,.heic,.pdf,.docx,.xlsx,.mp4';
const MOST_FILES = 20;
const MOST_BYTES = 200 * 1024 * 1024;

interface Draft {
  periodFrom: string | null;
  periodTo: string | null;
  body: string;
  contributions: Report['contributions'];
  reason: string;
}

const draftOf = (report: Report): Draft => ({
  periodFrom: report.periodFrom,
  periodTo: report.periodTo,
  body: report.body,
  contributions: report.contributions,
  reason: report.reason ?? '',
});

/** The report as its unit writes it on a phone: saved while it is typed, sent by the head of the unit. */
export function ReportForm({ report: loaded, crumbs }: { report: Report; crumbs: Crumb[] }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [key] = useIdempotencyKey();
  const [report, setReport] = useState(loaded);
  const [start] = useState(() => ({ value: draftOf(loaded), version: loaded.version }));
  const [draft, setDraft] = useState<Draft>(start.value);
  const [refused, setRefused] = useState<{ errors: FieldError[]; of: Draft } | null>(null);
  const [asking, setAsking] = useState<'send' | 'discard' | null>(null);
  const files = useProblem();
  const scope = `progress:${report.id}`;
  const autosave = useAutosave<Draft>({
    key: `progress:${report.id}`,
    value: draft,
    saved: start.value,
    version: start.version,
    onReplace: setDraft,
    save: (value, version, keepalive) =>
      call<{ version: number }>('PUT', `/api/progress/${report.id}/draft`, { body: { ...value, version }, keepalive }),
    reload: async () => {
      const fresh = await call<Report>('GET', `/api/progress/${report.id}`);
      return { value: draftOf(fresh), version: fresh.version };
    },
  });
  useUploadForm(scope, async ({ uploadId }) => {
    const answer = await call<Report>('POST', `/api/progress/${report.id}/files`, { body: { uploadId } });
    setReport((before) => ({ ...before, files: answer.files }));
    return answer.files.at(-1)?.id ?? uploadId;
  });

  const set = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const errorOf = (field: string): string | undefined =>
    autosave.problem?.field(field) ??
    (refused && refused.of === draft ? refused.errors.find((error) => error.field === field)?.message : undefined);
  const refresh = async (): Promise<void> => {
    for (const queryKey of [['progress'], ['ledger'], ['models'], ['home']])
      await queries.invalidateQueries({ queryKey });
  };

  async function send(): Promise<void> {
    if (!(await autosave.flush())) throw autosave.problem ?? new Error('not saved');
    await call<Report>('POST', `/api/progress/${report.id}/submit`, {
      body: { version: autosave.version() },
      headers: { 'idempotency-key': key },
    }).catch((error: unknown) => {
      const errors = (error as { errors?: FieldError[] }).errors;
      if (errors && errors.length > 0) setRefused({ errors, of: draft });
      throw error;
    });
    await refresh();
    await navigate({ to: '/entries/$id/progress', params: { id: report.entryId } });
  }

  return (
    <Page
      title={t(report.replacesId ? 'progress.report_correction' : 'progress.report')}
      breadcrumb={crumbs}
      lead={
        <>
          {report.entryTitle}
          <br />
          <SaveState status={autosave.status} savedAt={autosave.savedAt} recovered={autosave.recovered} />
        </>
      }
    >
      <ConflictChoice conflict={autosave.conflict} show={(value) => <p className={css.text}>{value.body}</p>} />
      {autosave.status === 'error' && <ProblemAlert problem={autosave.problem} onRetry={() => void autosave.flush()} />}
      <Section title={t('progress.report_period')}>
        <div className={css.period}>
          <DateField
            label={t('progress.report_from')}
            required
            value={draft.periodFrom}
            maxDate={today()}
            error={errorOf('periodFrom')}
            onChange={(periodFrom) => set({ periodFrom })}
          />
          <DateField
            label={t('progress.report_to')}
            required
            value={draft.periodTo}
            maxDate={today()}
            error={errorOf('periodTo')}
            onChange={(periodTo) => set({ periodTo })}
          />
        </div>
      </Section>
      <Section title={t('progress.report_body')}>
        <Textarea
          aria-label={t('progress.report_body')}
          description={t('progress.report_body_hint')}
          required
          autosize
          minRows={5}
          maxRows={24}
          maxLength={20_000}
          value={draft.body}
          error={errorOf('body')}
          onChange={(event) => set({ body: event.currentTarget.value })}
        />
        <WordCount text={draft.body} />
      </Section>
      <Section title={t('progress.report_figures')} hint={t('progress.report_figures_hint')}>
        <Contributions
          entry={{ contributionKinds: report.contributionKinds }}
          rows={draft.contributions}
          errorOf={errorOf}
          onChange={(contributions) => set({ contributions })}
        />
      </Section>
      <Section title={t('progress.report_files')}>
        <UploadZone
          label={t('progress.report_files')}
          purpose="progress"
          scope={scope}
          accept={ACCEPT}
          acceptWords={t('upload.kinds')}
          maxBytes={MOST_BYTES}
          filesLeft={MOST_FILES - report.files.length}
        />
        <ProblemAlert problem={files.problem} />
        <ReportFiles
          report={report}
          onRemove={(id) =>
            void files.run(async () => {
              const answer = await call<Report>('DELETE', `/api/progress/${report.id}/files/${id}`);
              setReport((before) => ({ ...before, files: answer.files }));
            })
          }
        />
      </Section>
      {report.replacesId && (
        <Section title={t('progress.report_reason')} hint={t('progress.report_reason_hint')}>
          <Textarea
            aria-label={t('progress.report_reason')}
            required
            autosize
            minRows={2}
            maxLength={2000}
            value={draft.reason}
            error={errorOf('reason')}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
        </Section>
      )}
      <div className={css.actions}>
        {report.can.includes('submit') ? (
          <Button size="md" disabled={autosave.conflict !== null} onClick={() => setAsking('send')}>
            {t('progress.report_send')}
          </Button>
        ) : (
          <p className={css.dim}>{t('progress.report_send_head')}</p>
        )}
        {report.can.includes('discard') && (
          <Button variant="subtle" color="red" onClick={() => setAsking('discard')}>
            {t('progress.report_discard')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={asking === 'send'}
        onClose={() => setAsking(null)}
        title={t('progress.report_send_title')}
        consequences={[t('progress.report_send_counts'), t('progress.report_send_final')]}
        confirmLabel={t('progress.report_send')}
        onConfirm={send}
      />
      <ConfirmDialog
        opened={asking === 'discard'}
        onClose={() => setAsking(null)}
        title={t('progress.report_discard_title')}
        consequences={[t('progress.report_discard_text')]}
        confirmLabel={t('progress.report_discard')}
        danger
        onConfirm={async () => {
          await autosave.flush();
          await call('POST', `/api/progress/${report.id}/discard`, { body: { version: autosave.version() } });
          queries.removeQueries({ queryKey: reportQuery(report.id).queryKey });
          await refresh();
          await navigate({ to: '/entries/$id/progress', params: { id: report.entryId } });
        }}
      />
    </Page>
  );
}
