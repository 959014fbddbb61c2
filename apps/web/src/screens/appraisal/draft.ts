import { call } from '../../api/call';
import { Problem } from '../../api/problem';
import type { Parts } from '../../ui/saving/parts';
import { t } from '../../i18n';
import type { Appraisal, AppraisalRecord, LeafCriterion } from './api';

export interface ScoreDraft {
  /** Decimal as text; null while the field is empty or wrong. */
  points: string | null;
  reason: string;
}

/** What the officer writes: every item of the checklist and every criterion has its place. */
export interface AppraisalDraft {
  checklist: Record<string, { ok: boolean | null; note: string }>;
  finding: string;
  scores: Record<string, ScoreDraft>;
}

/** The text of `record`, or the beginning: nothing answered, scores as the unit gave them. */
export function draftOf(appraisal: Appraisal, leaves: readonly LeafCriterion[], record: AppraisalRecord | null = appraisal.appraisal): AppraisalDraft {
  return {
    checklist: Object.fromEntries(
      appraisal.checklist.map(({ code }) => {
        const mark = record?.checklist.find((one) => one.code === code);
        return [code, { ok: mark?.ok ?? null, note: mark?.note ?? '' }];
      }),
    ),
    finding: record?.finding ?? '',
    scores: Object.fromEntries(
      leaves.map(({ code }) => {
        const score = record?.scores.find((one) => one.criterion === code);
        return [code, { points: score?.points ?? appraisal.selfScores[code] ?? null, reason: score?.reason ?? '' }];
      }),
    ),
  };
}

/** `12.5` in hundredths, as a whole number: marks are compared and added without floats. */
export function hundredths(points: string): bigint {
  const [whole = '0', rest = ''] = points.split('.');
  return BigInt(whole) * 100n + BigInt(rest.padEnd(2, '0').slice(0, 2));
}

export function isChanged(self: string | undefined, points: string | null): boolean {
  return points !== null && (self === undefined || hundredths(points) !== hundredths(self));
}

/** Sum of what stands; gates give no points. */
export function totalOf(leaves: readonly LeafCriterion[], points: (code: string) => string | null | undefined): string {
  const sum = leaves.reduce((before, { code, kind }) => before + (kind === 'GATE' ? 0n : hundredths(points(code) ?? '0')), 0n);
  return `${sum / 100n}.${String(sum % 100n).padStart(2, '0')}`;
}

/** The draft by part, for the merge with what somebody else has saved meanwhile. */
export function partsOf(draft: AppraisalDraft): Parts {
  return {
    finding: draft.finding,
    ...Object.fromEntries(Object.entries(draft.checklist).map(([code, mark]) => [`check.${code}`, mark])),
    ...Object.fromEntries(Object.entries(draft.scores).map(([code, score]) => [`score.${code}`, score])),
  };
}

/** The draft with other parts in it. */
export function withParts(draft: AppraisalDraft, patch: Parts): AppraisalDraft {
  const next: AppraisalDraft = { checklist: { ...draft.checklist }, finding: draft.finding, scores: { ...draft.scores } };
  for (const [path, value] of Object.entries(patch)) {
    if (path === 'finding') next.finding = value as string;
    else if (path.startsWith('check.')) next.checklist[path.slice(6)] = value as AppraisalDraft['checklist'][string];
    else next.scores[path.slice(6)] = value as ScoreDraft;
  }
  return next;
}

export interface Gaps {
  /** Items of the checklist without an answer. */
  checklist: string[];
  /** Changed scores without a reason. */
  reasons: string[];
  /** Score fields that are empty or wrong. */
  scores: string[];
  finding: boolean;
}

export function gapsOf(appraisal: Appraisal, draft: AppraisalDraft): Gaps {
  const scores = Object.entries(draft.scores);
  return {
    checklist: Object.keys(draft.checklist).filter((code) => draft.checklist[code]?.ok === null),
    reasons: scores.filter(([code, { points, reason }]) => isChanged(appraisal.selfScores[code], points) && reason.trim() === '').map(([code]) => code),
    scores: scores.filter(([code, { points }]) => points === null && appraisal.selfScores[code] !== undefined).map(([code]) => code),
    finding: draft.finding.trim() === '',
  };
}

/**
 * Writes the draft. While a changed score lacks its reason nothing is sent: the server would refuse it, and sending
 * the rest would call a text saved that is not. It stays on the device until it is complete.
 */
export async function saveDraft(appraisal: Appraisal, draft: AppraisalDraft, version: number, keepalive: boolean): Promise<Appraisal> {
  const gaps = gapsOf(appraisal, draft);
  const errors = [
    ...gaps.reasons.map((code) => ({ field: `reason.${code}`, code: 'REASON_REQUIRED', message: t('appraisal.reason_missing') })),
    ...gaps.scores.map((code) => ({ field: `score.${code}`, code: 'MARK_NOT_A_NUMBER', message: t('common.score_not_number') })),
  ];
  if (errors.length > 0) throw new Problem(422, { code: 'SCORES_INCOMPLETE', errors });
  return call<Appraisal>('PUT', `/api/entries/${appraisal.entryId}/appraisal`, {
    keepalive,
    body: {
      version,
      checklist: Object.entries(draft.checklist).map(([code, { ok, note }]) => ({ code, ok, note })),
      finding: draft.finding,
      scores: Object.entries({ ...draft.scores, ...foreignScores(appraisal) }).flatMap(([criterion, { points, reason }]) =>
        points !== null && isChanged(appraisal.selfScores[criterion], points) ? [{ criterion, points, reason }] : [],
      ),
    },
  });
}

/** Scores that somebody else answers for go back as the server has them. */
function foreignScores(appraisal: Appraisal): Record<string, ScoreDraft> {
  return Object.fromEntries(
    appraisal.criterionOfficers
      .filter(({ mine }) => !mine)
      .map(({ criterion }) => {
        const kept = appraisal.appraisal?.scores.find((one) => one.criterion === criterion);
        return [criterion, { points: kept?.points ?? null, reason: kept?.reason ?? '' }];
      }),
  );
}
