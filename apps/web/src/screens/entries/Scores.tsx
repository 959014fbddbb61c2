import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { hasRole, useSession } from '../../api/session';
import { formatNumber, t } from '../../i18n';
import { Section } from '../../ui/Section';
import type { Appraisal, Entry } from './api';
import { leavesOf, totalOf } from './editor/model';
import css from './EntryScreen.module.css';

/** The unit's own marks, those of each level that the reader may see, and the final one, side by side. */
export function Scores({ entry }: { entry: Entry }) {
  const session = useSession();
  const reviewer = hasRole(session, 'OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR');
  // Whom the levels' findings are closed to gets a 404 here: then there is no such column, and nothing is wrong.
  const appraisal = useQuery({
    queryKey: ['entry', entry.id, 'appraisal'],
    queryFn: () => call<Appraisal>('GET', `/api/entries/${entry.id}/appraisal`),
    enabled: reviewer && entry.revisionNo > 0,
    retry: false,
    staleTime: 0,
  });
  const leaves = leavesOf(entry.rubric.criteria).filter((leaf) => leaf.kind !== 'GATE');
  const records = [
    ...(appraisal.data?.earlier ?? []),
    ...(appraisal.data?.appraisal ? [appraisal.data.appraisal] : []),
  ];
  // A level that appraised twice stands once, with its last word.
  const levels = [
    ...new Map(
      records
        .filter((record) => record.scores.length > 0 || record.proposedAt)
        .map((record) => [record.stageCode, record]),
    ).values(),
  ];
  const marksOf = (scores: { criterion: string; points: string }[]): Record<string, string> => ({
    ...entry.selfScores,
    ...Object.fromEntries(scores.map(({ criterion, points }) => [criterion, points])),
  });
  if (Object.keys(entry.selfScores).length === 0 && entry.finalScore === null) return null;
  return (
    <Section title={t('entries.scores')}>
      <dl className={css.totals}>
        <div>
          <dt>{t('entries.self_total')}</dt>
          <dd>{formatNumber(entry.selfTotal)}</dd>
        </div>
        {levels.map((level) => (
          <div key={level.stageCode}>
            <dt>{level.stageName}</dt>
            <dd>{formatNumber(totalOf(leaves, marksOf(level.scores)))}</dd>
          </div>
        ))}
        <div data-final={entry.finalScore !== null || undefined}>
          <dt>{t('entries.final_score')}</dt>
          <dd>
            {entry.finalScore === null ? (
              <span className={css.dim}>{t('entries.final_none')}</span>
            ) : (
              formatNumber(entry.finalScore)
            )}
            {entry.band && <span className={css.band}>{entry.band}</span>}
          </dd>
        </div>
      </dl>
      <div className={css.scroll} role="region" aria-label={t('entries.scores_by_criterion')} tabIndex={0}>
        <table className={css.scores}>
          <thead>
            <tr>
              <th scope="col">{t('entries.criterion')}</th>
              <th scope="col">{t('entries.max')}</th>
              <th scope="col">{t('entries.self')}</th>
              {levels.map((level) => (
                <th key={level.stageCode} scope="col">
                  {level.unitName}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {leaves.map((leaf) => (
              <tr key={leaf.code}>
                <th scope="row">{leaf.name}</th>
                <td>{formatNumber(leaf.max)}</td>
                <td>{formatNumber(entry.selfScores[leaf.code])}</td>
                {levels.map((level) => {
                  const changed = level.scores.find((score) => score.criterion === leaf.code);
                  return (
                    <td key={level.stageCode}>
                      {changed ? (
                        <strong>{formatNumber(changed.points)}</strong>
                      ) : (
                        <span className={css.same}>{formatNumber(entry.selfScores[leaf.code])}</span>
                      )}
                      {changed && (
                        <span className={css.dim}>
                          {t('entries.was_self', { points: formatNumber(entry.selfScores[leaf.code]) })}
                        </span>
                      )}
                      {changed?.reason && <span className={css.dim}>{changed.reason}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
