import type { EntryState } from '@app/entries';
import { fold } from '@app/platform';

/** SAME_TEXT: copied. SAME_ACHIEVEMENT: put forward twice in one year. ALREADY_AWARDED: recognised before. */
export const WARNING_KINDS = ['ALREADY_AWARDED', 'SAME_ACHIEVEMENT', 'SAME_TEXT'] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];
export const WARNING_REASONS = ['TEXT', 'SUBJECT'] as const;
export type WarningReason = (typeof WARNING_REASONS)[number];
/** How the unit of the other entry stands to this entry's unit. */
export const UNIT_RELATIONS = ['SAME', 'PREDECESSOR', 'SUCCESSOR', 'PARENT', 'CHILD', 'OTHER'] as const;
export type UnitRelation = (typeof UNIT_RELATIONS)[number];

/** From here on two texts are the same text: of the words of both, or of the shorter one's own words. */
export const SAME_TEXT = { jaccard: 0.6, containment: 0.8 } as const;
/** From here on two entries of related units are about the same achievement. */
export const SAME_ACHIEVEMENT = { jaccard: 0.35, containment: 0.5 } as const;

/** What is known of two entries that were put beside each other. */
export interface Pair {
  relation: UnitRelation;
  /** 0…1 */
  jaccard: number;
  /** The larger of both containments, 0…1. */
  containment: number;
  sameSubject: boolean;
  sameRound: boolean;
  year: number;
  otherYear: number;
  otherState: EntryState;
  /** One renews the other, straight or through others. */
  sameModel: boolean;
}

/**
 * Same person, household or body put forward. A collective that bears the name of its unit ("Ấp 1") says nothing: every
 * model of that unit bears it.
 */
export function isSameSubject(
  mine: { subjectName: string; subjectType: string; unitName: string },
  other: { subjectName: string; subjectType: string },
): boolean {
  if (mine.subjectType !== other.subjectType) return false;
  const name = plain(mine.subjectName);
  if (name === '' || name !== plain(other.subjectName)) return false;
  return mine.subjectType !== 'COLLECTIVE' || !plain(mine.unitName).startsWith(name);
}

const plain = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * What an officer is warned of. A renewal that is declared as one is no double; entries that were refused or taken back
 * put nothing forward any more, but their text may still have been copied.
 */
export function warningsOf(pair: Pair): { kind: WarningKind; reason: WarningReason }[] {
  if (pair.sameModel) return [];
  const related = pair.relation !== 'OTHER';
  const textual = pair.jaccard >= SAME_ACHIEVEMENT.jaccard || pair.containment >= SAME_ACHIEVEMENT.containment;
  const copied = pair.jaccard >= SAME_TEXT.jaccard || pair.containment >= SAME_TEXT.containment;
  const stands = !['REFUSED', 'NOT_APPROVED', 'WITHDRAWN'].includes(pair.otherState);
  const reason: WarningReason = textual ? 'TEXT' : 'SUBJECT';
  const same = related && (textual || pair.sameSubject);
  const warnings: { kind: WarningKind; reason: WarningReason }[] = [];
  if (same && pair.otherState === 'RECOGNISED' && pair.otherYear <= pair.year)
    warnings.push({ kind: 'ALREADY_AWARDED', reason });
  else if (same && stands && (pair.sameRound || pair.year === pair.otherYear))
    warnings.push({ kind: 'SAME_ACHIEVEMENT', reason });
  if (copied) warnings.push({ kind: 'SAME_TEXT', reason: 'TEXT' });
  return warnings;
}
