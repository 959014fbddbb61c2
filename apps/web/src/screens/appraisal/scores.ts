import type { Appraisal, LeafCriterion } from './api';
import type { LowerScore } from './ScoreRow';

/** What the stages below gave for a criterion: the last appraisal of each; a score they did not change is the unit's own. */
export function lowerScores(appraisal: Appraisal, stageCode: string | null, criterion: LeafCriterion): LowerScore[] {
  const last = new Map(appraisal.earlier.filter((record) => record.stageCode !== stageCode && record.state === 'FORWARDED').map((record) => [record.stageCode, record]));
  return [...last.values()].flatMap((record) => {
    const score = record.scores.find((one) => one.criterion === criterion.code);
    const points = score?.points ?? appraisal.selfScores[criterion.code];
    return points === undefined ? [] : [{ unitName: record.unitName, points, reason: score?.reason ?? '' }];
  });
}
