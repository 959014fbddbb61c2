import { formatNumber, t } from '../../i18n';
import type { Appraisal, LeafCriterion } from './api';
import { Checklist } from './Checklist';
import css from './appraisal.module.css';
import { type AppraisalDraft, isChanged } from './draft';

/** One version of the appraisal in short, for the choice between two. */
export function DraftSummary({ draft, appraisal, leaves }: { draft: AppraisalDraft; appraisal: Appraisal; leaves: readonly LeafCriterion[] }) {
  const changed = leaves.filter(({ code }) => isChanged(appraisal.selfScores[code], draft.scores[code]?.points ?? null));
  return (
    <>
      <p className={css.text}>{draft.finding}</p>
      <ul>
        {changed.map(({ code, name }) => (
          <li key={code}>
            {name}: {t('appraisal.from_to', { from: formatNumber(appraisal.selfScores[code]), to: formatNumber(draft.scores[code]?.points) })}
          </li>
        ))}
      </ul>
      <Checklist items={appraisal.checklist} marks={draft.checklist} />
    </>
  );
}
