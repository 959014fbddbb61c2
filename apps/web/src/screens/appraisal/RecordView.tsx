import { formatDateTime, formatNumber, t } from '../../i18n';
import type { Appraisal, Entry, LeafCriterion } from './api';
import css from './appraisal.module.css';
import { Checklist } from './Checklist';
import { draftOf, totalOf } from './draft';
import { lowerScores } from './scores';
import { ScoreRow } from './ScoreRow';

/** The present appraisal for reading: what the officer found, checked and scored. */
export function RecordView({ entry, appraisal, leaves, onProof }: { entry: Entry; appraisal: Appraisal; leaves: readonly LeafCriterion[]; onProof: (criterion: LeafCriterion) => void }) {
  const record = appraisal.appraisal;
  if (!record) return <p className={css.dim}>{t('appraisal.not_begun')}</p>;
  const draft = draftOf(appraisal, leaves);
  return (
    <>
      {record.finding && (
        <section className={css.part} aria-label={t('appraisal.finding')}>
          <h3>{t('appraisal.finding')}</h3>
          <blockquote className={css.finding}>{record.finding}</blockquote>
          {record.officer && record.proposedAt && <p className={css.dim}>{t('appraisal.proposed_by', { name: record.officer, at: formatDateTime(record.proposedAt) })}</p>}
        </section>
      )}
      <section className={css.part} aria-label={t('appraisal.check_title')}>
        <h3>{t('appraisal.check_title')}</h3>
        <Checklist items={appraisal.checklist} marks={draft.checklist} />
      </section>
      <section className={css.part} aria-label={t('appraisal.scores_title')}>
        <h3>{t('appraisal.scores_title')}</h3>
        {leaves.map((criterion) => (
          <ScoreRow
            key={criterion.code}
            criterion={criterion}
            self={appraisal.selfScores[criterion.code]}
            lower={lowerScores(appraisal, entry.stageCode, criterion)}
            score={draft.scores[criterion.code] ?? { points: null, reason: '' }}
            final={appraisal.finalScores?.[criterion.code]}
            evidence={entry.evidence.filter(({ part }) => part === criterion.code).length}
            onProof={() => onProof(criterion)}
            history={appraisal.scoreHistory.filter((one) => one.criterion === criterion.code)}
            officer={appraisal.criterionOfficers.find((one) => one.criterion === criterion.code)}
          />
        ))}
        <dl className={css.totals}>
          <div>
            <dt>{t('appraisal.total_self')}</dt>
            <dd>{formatNumber(appraisal.selfTotal)}</dd>
          </div>
          <div className={css.points_ours}>
            <dt>{t('appraisal.total_ours')}</dt>
            <dd>{formatNumber(totalOf(leaves, (code) => draft.scores[code]?.points))}</dd>
          </div>
          {appraisal.finalTotal !== null && (
            <div>
              <dt>{t('review.total_final')}</dt>
              <dd>{formatNumber(appraisal.finalTotal)}</dd>
            </div>
          )}
        </dl>
      </section>
    </>
  );
}
