import { t } from '../../i18n';
import type { Appraisal } from './api';
import css from './appraisal.module.css';
import { type AppraisalDraft, type Gaps, isChanged } from './draft';
import { jumpTo } from './jump';

/** How far the appraisal is, part by part; each leads to its part. */
export function WorkSteps({ appraisal, draft, gaps }: { appraisal: Appraisal; draft: AppraisalDraft; gaps: Gaps }) {
  const all = Object.keys(draft.checklist).length;
  const changed = Object.entries(draft.scores).filter(([code, { points }]) => isChanged(appraisal.selfScores[code], points)).length;
  const steps = [
    { id: 'appraisal-check', name: t('appraisal.step_check'), value: t('appraisal.done_of', { n: all - gaps.checklist.length, all }), done: gaps.checklist.length === 0 },
    { id: 'appraisal-scores', name: t('appraisal.step_scores'), value: changed > 0 ? t('appraisal.changed_n', { n: changed }) : t('appraisal.changed_none'), done: gaps.reasons.length + gaps.scores.length === 0 },
    { id: 'appraisal-finding', name: t('appraisal.step_finding'), value: t(gaps.finding ? 'appraisal.unwritten' : 'appraisal.written'), done: !gaps.finding },
  ];
  return (
    <nav className={css.steps} aria-label={t('appraisal.go_to')}>
      {steps.map(({ id, name, value, done }) => (
        <button key={id} type="button" data-done={done || undefined} onClick={() => jumpTo(id)}>
          <span className={css.step_name}>{name}</span> <span className={css.step_value}>{value}</span>
        </button>
      ))}
    </nav>
  );
}
