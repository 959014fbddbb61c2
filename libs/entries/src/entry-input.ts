import { mapTexts } from '@app/forms';
import { AppError, cleanText } from '@app/platform';
import type { SaveDraftInput } from './entries.dto';
import type { EntryDraft } from './entry-content.rules';
import type { EntryRecord } from './entry-records';

/** Text as it is stored: NFC, no control characters. @throws AppError VALIDATION_FAILED */
export function cleanDraft(input: SaveDraftInput): EntryDraft {
  const text = (value: string, field: string, max: number, multiline = false) =>
    cleanText(value, { field, max, multiline });
  return {
    title: cleanText(input.title, { field: 'title', max: 300, min: 1 }),
    subjectName: cleanText(input.subjectName, { field: 'subjectName', max: 300, min: 1 }),
    content: Object.fromEntries(
      Object.entries(input.content).map(([code, value]) => [
        code,
        mapTexts(value, (part, where) => text(part, ['content', code, where].filter(Boolean).join('.'), 100_000, true)),
      ]),
    ),
    contributions: input.contributions.map((contribution, index) => ({
      kind: contribution.kind,
      qualifier: contribution.qualifier,
      amount: contribution.amount.trim(),
      note: text(contribution.note ?? '', `contributions.${index}.note`, 500),
    })),
    selfScores: Object.fromEntries(Object.entries(input.selfScores).map(([code, points]) => [code, points.trim()])),
  };
}

/**
 * The refusal of a late save: with what the other one wrote, so that the screen can show both.
 * @param conflicts of a save by part: the paths that both have changed
 */
export function changedMeanwhile(entry: EntryRecord, conflicts?: readonly string[]): AppError {
  const { title, subjectName, content, contributions, selfScores, version } = entry;
  return new AppError('CHANGED_MEANWHILE', {
    version,
    current: { title, subjectName, content, contributions, selfScores, updatedAt: entry.updatedAt.toISOString() },
    ...(conflicts ? { conflicts } : {}),
  });
}
