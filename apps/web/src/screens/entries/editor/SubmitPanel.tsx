import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { IconAlertCircle, IconCircleCheck, IconCopy, IconEye } from '@tabler/icons-react';
import { call } from '../../../api/call';
import { useIdempotencyKey } from '../../../api/client';
import { asProblem, type FieldError, type Problem } from '../../../api/problem';
import { formatDateTime, t } from '../../../i18n';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Deadline } from '../../../ui/Deadline';
import { ProblemAlert } from '../../../ui/ProblemAlert';
import type { Entry, Submitted } from '../api';
import css from './Editor.module.css';
import { type Gap, goTo } from './model';

interface Props {
  entry: Entry;
  gaps: Gap[];
  answers: { index: number; answer: string }[];
  /** Saves what is not saved yet; false when it could not. */
  flush: () => Promise<boolean>;
  version: () => number;
  onPreview: () => void;
  onRefused: (errors: FieldError[]) => void;
  onSubmitted: (answer: Submitted) => Promise<void>;
}

/** The end of the editor: what is still open, and the one action of who may take it. */
export function SubmitPanel({ entry, gaps, answers, flush, version, onPreview, onRefused, onSubmitted }: Props) {
  const [asking, setAsking] = useState(false);
  const [key, renewKey] = useIdempotencyKey();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [copied, setCopied] = useState(false);
  // an officer submits what came on paper on behalf of its unit
  const onBehalf = entry.can.includes('submitPaper') && !entry.can.includes('submit');
  const may = onBehalf || entry.can.includes('submit');
  const again = entry.state === 'RETURNED';

  async function ask(): Promise<void> {
    setProblem(null);
    if (gaps.length > 0) {
      document.getElementById('gaps')?.focus();
      return;
    }
    if (await flush()) setAsking(true);
    else setProblem(asProblem(new TypeError(t('entries.submit_unsaved'))));
  }

  async function submit(): Promise<void> {
    try {
      await onSubmitted(
        await call<Submitted>('POST', `/api/entries/${entry.id}/submit`, {
          headers: { 'idempotency-key': key },
          body: { version: version(), ...(again ? { answers } : {}) },
        }),
      );
    } catch (error) {
      const refused = asProblem(error);
      // After a refusal the entry is changed and submitted anew; without an answer the same key finds the first try.
      if (refused.status !== 0) renewKey();
      if (refused.errors.length === 0) throw refused;
      onRefused(refused.errors);
      setProblem(null);
      window.setTimeout(() => document.getElementById('gaps')?.focus(), 50);
    }
  }

  return (
    <>
      <div id="gaps" tabIndex={-1} className={css.gaps} role="status">
        {gaps.length === 0 ? (
          <p className={css.all_done}>
            <IconCircleCheck size={24} aria-hidden className={css.done} />
            {t('entries.nothing_missing')}
          </p>
        ) : (
          <>
            <p className={css.all_done}>
              <IconAlertCircle size={24} aria-hidden className={css.open} />
              {t('entries.missing_n', { n: gaps.length })}
            </p>
            <ul>
              {gaps.map((gap, index) => (
                <li key={index}>
                  <a
                    href={`#${gap.anchor}`}
                    onClick={(event) => {
                      event.preventDefault();
                      goTo(gap.anchor);
                    }}
                  >
                    {gap.part}
                  </a>{' '}
                  – {gap.what}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {entry.submitBy && (
        <p>
          <Deadline at={entry.submitBy} />
        </p>
      )}
      <ProblemAlert problem={problem} onRetry={() => void ask()} />
      {!may && <p>{t(gaps.length === 0 ? 'entries.head_submits_ready' : 'entries.head_submits')}</p>}
      <Group gap="sm" mt="md">
        {may && (
          <Button size="md" onClick={() => void ask()}>
            {t(onBehalf ? 'paper.submit' : again ? 'entries.resubmit' : 'entries.submit')}
          </Button>
        )}
        {!may && (
          <Button
            size="md"
            leftSection={<IconCopy size={18} aria-hidden />}
            onClick={() => {
              void flush();
              void navigator.clipboard?.writeText(location.href.split('#')[0] ?? location.href).then(
                () => setCopied(true),
                () => setCopied(false),
              );
            }}
          >
            {t(copied ? 'entries.link_copied' : 'entries.link_copy')}
          </Button>
        )}
        <Button variant="default" size="md" leftSection={<IconEye size={18} aria-hidden />} onClick={onPreview}>
          {t('entries.preview')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t(onBehalf ? 'paper.submit_title' : again ? 'entries.resubmit_title' : 'entries.submit_title')}
        consequences={[
          ...(onBehalf ? [t('paper.submit_as', { unit: entry.unitName })] : []),
          t('entries.submit_locked'),
          t(again ? 'entries.resubmit_goes' : 'entries.submit_goes'),
          t('entries.submit_receipt'),
          ...(entry.submitBy && !again ? [t('entries.submit_by', { at: formatDateTime(entry.submitBy) })] : []),
        ]}
        confirmLabel={t(onBehalf ? 'paper.submit' : again ? 'entries.resubmit' : 'entries.submit')}
        onConfirm={submit}
      />
    </>
  );
}
