import type { ReactNode } from 'react';
import { formatDateTime, t } from '../i18n';
import { Deadline } from './Deadline';
import css from './Timeline.module.css';

export interface TimelineStep {
  id: string;
  /** What happened, in words: "Trả lại bổ sung". */
  what: ReactNode;
  /** Who did it: person and unit. */
  who?: ReactNode;
  at: string;
  reason?: string | null;
  details?: ReactNode;
}

export interface TimelineHolder {
  /** Who has it now: unit or person. */
  who: ReactNode;
  /** What they have to do. */
  doing?: ReactNode;
  /** Names, where the reader may know them. */
  people?: string | undefined;
  since?: string | null;
  deadline?: string | null;
}

/** Newest first; on top, who has the record now. */
export function Timeline({ steps, holder }: { steps: TimelineStep[]; holder?: TimelineHolder | null }) {
  return (
    <div>
      {holder && (
        <div className={css.holder}>
          <div className={css.question}>{t('common.waiting_for')}</div>
          <div className={css.answer}>{holder.who}</div>
          {holder.doing && <div>{holder.doing}</div>}
          {holder.people && <div className={css.meta}>{holder.people}</div>}
          <div className={css.meta}>
            {holder.since && <span>{t('common.waiting_since', { at: formatDateTime(holder.since) })}</span>}
            <Deadline at={holder.deadline} />
          </div>
        </div>
      )}
      {steps.length === 0 ? (
        <p className={css.meta}>{t('common.timeline_empty')}</p>
      ) : (
        <ol className={css.steps}>
          {steps.map((step) => (
            <li key={step.id} className={css.step}>
              <div className={css.what}>{step.what}</div>
              <div className={css.meta}>
                <time dateTime={step.at}>{formatDateTime(step.at)}</time>
                {step.who && <span>{step.who}</span>}
              </div>
              {step.reason && (
                <p className={css.reason}>
                  <span className={css.reasonName}>{t('common.reason')}: </span>
                  {step.reason}
                </p>
              )}
              {step.details}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
