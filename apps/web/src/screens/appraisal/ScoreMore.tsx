import { Button } from '@mantine/core';
import { IconLock, IconUserCheck } from '@tabler/icons-react';
import { formatDateTime, t } from '../../i18n';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import type { Appraisal } from './api';
import css from './appraisal.module.css';

/** Who answers for the criterion, and whether they stand by its score. */
export function Responsible({ officer, name, onConfirm }: { officer: Appraisal['criterionOfficers'][number]; name: string; onConfirm: (() => Promise<unknown>) | undefined }) {
  const { problem, busy, run } = useProblem();
  const Icon = officer.mine ? IconUserCheck : IconLock;
  return (
    <div className={css.responsible}>
      <Icon size={18} aria-hidden />
      <span>
        {officer.mine ? t('review.officer_you') : t('review.officer_other', { name: officer.officer })}
        {' · '}
        {t(officer.confirmed ? 'review.confirmed' : 'review.unconfirmed')}
      </span>
      {officer.mine && !officer.confirmed && onConfirm && (
        <Button size="compact-md" variant="light" loading={busy} aria-label={t('review.confirm_of', { name })} onClick={() => void run(onConfirm)}>
          {t('review.confirm')}
        </Button>
      )}
      <ProblemAlert problem={problem} />
    </div>
  );
}

/** What each level made of the score, oldest first. */
export function ScoreHistory({ history, name, word }: { history: Appraisal['scoreHistory']; name: string; word: (points: string | null) => string }) {
  if (history.length === 0) return null;
  return (
    <details className={css.changed}>
      <summary aria-label={t('review.history_of', { name })}>{t('review.history', { n: history.length })}</summary>
      <ol className={css.record_list}>
        {history.map((one, index) => (
          <li key={index}>
            <strong className="dvk-num">{t('appraisal.from_to', { from: word(one.from), to: word(one.to) })}</strong> · {one.unitName}, {one.by ?? ''}, {formatDateTime(one.at)}
            <span className={css.note}>{one.reason || t('review.history_self')}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
