import { plainText, valueOf, vietnameseNumber } from '@app/forms';
import { type FormField, rubricOf, type RoundRules } from '@app/programmes';
import { flattenCriteria } from '@app/rubrics';
import { samePart, sectionOfPart } from './draft-parts.rules';
import type { Contribution, EntryDraft } from './entry-content.rules';
import type { FrozenEvidence } from './evidence-rows';
import { type RowChange, rowDiff, wordDiff } from './word-diff';
import type { ComparedPartAnswer, DiffRowAnswer, PartState } from './writing.dto';

/** A draft, a version or a revision. Versions keep no list of files. */
export interface Snapshot extends EntryDraft {
  evidence: readonly FrozenEvidence[] | null;
}

const QUALIFIERS = { EXACT: '', OVER: 'trên ', ABOUT: 'khoảng ' } as const;
const stateOf = (before: boolean, after: boolean): PartState =>
  before && after ? 'CHANGED' : after ? 'ADDED' : 'REMOVED';

/** Two snapshots of one entry, part by part, in the order of the form. Parts that are empty in both are left out. */
export function compareSnapshots(
  rules: RoundRules,
  categoryCode: string,
  before: Snapshot,
  after: Snapshot,
): ComparedPartAnswer[] {
  const rubric = rubricOf(rules, categoryCode);
  const part = (path: string, label: string, text: (draft: EntryDraft) => string): ComparedPartAnswer[] => {
    const [a, b] = [text(before), text(after)];
    const base = { path, label, section: sectionOfPart(rules.form, path), words: [], rows: [], coarse: false };
    if (a === '' && b === '') return [];
    if (a === b) return [{ ...base, state: 'UNCHANGED' }];
    return [{ ...base, state: stateOf(a !== '', b !== ''), ...wordDiff(a, b) }];
  };
  const rows = (path: string, label: string, a: readonly string[], b: readonly string[]): ComparedPartAnswer[] => {
    const base = { path, label, section: sectionOfPart(rules.form, path), words: [], coarse: false };
    if (a.length === 0 && b.length === 0) return [];
    if (a.join('\n') === b.join('\n')) return [{ ...base, state: 'UNCHANGED', rows: [] }];
    return [{ ...base, state: stateOf(a.length > 0, b.length > 0), rows: rowDiff(a, b).map(rowAnswer) }];
  };
  const fieldPart = (field: FormField): ComparedPartAnswer[] => {
    const path = `content.${field.code}`;
    const tableRows = (draft: EntryDraft): string[] => {
      const value = valueOf(draft.content, field.code);
      return Array.isArray(value) ? value.map((row) => plainText(field, [row])).filter(Boolean) : [];
    };
    if (field.type === 'TABLE') return rows(path, field.label, tableRows(before), tableRows(after));
    return part(path, field.label, (draft) => plainText(field, valueOf(draft.content, field.code)));
  };
  const figures = (draft: EntryDraft) => draft.contributions.map((row) => figureText(rules, row));
  return [
    ...part('title', 'Tên mô hình, điển hình', (draft) => draft.title),
    ...part('subjectName', 'Tên ghi trên giấy chứng nhận', (draft) => draft.subjectName),
    ...rules.form.flatMap(fieldPart),
    ...rows('contributions', 'Kết quả bằng số', figures(before), figures(after)),
    ...(rubric ? flattenCriteria(rubric) : []).flatMap((leaf) =>
      part(`selfScores.${leaf.code}`, leaf.name, (draft) => scoreText(draft, leaf.code)),
    ),
    ...(before.evidence && after.evidence
      ? [filesPart(before.evidence, after.evidence)].filter((one) => one !== null)
      : []),
  ];
}

function rowAnswer(row: RowChange): DiffRowAnswer {
  if (row.op === 'CHANGED') return { state: 'CHANGED', words: wordDiff(row.before, row.after).words };
  if (row.op === 'SAME') return { state: 'UNCHANGED', words: [{ op: 'SAME', text: row.after }] };
  return { state: row.op, words: [{ op: row.op, text: row.op === 'ADDED' ? row.after : row.before }] };
}

function figureText(rules: RoundRules, { kind, qualifier, amount, note }: Contribution): string {
  const known = rules.contributionKinds.find((one) => one.code === kind);
  const number = plainText({ ...NUMBER, ...(known ? { unit: known.unit } : {}) }, amount);
  return `${known?.name ?? kind}: ${QUALIFIERS[qualifier]}${number}${note ? ` (${note})` : ''}`;
}
const NUMBER = { code: '', section: '', label: '', type: 'NUMBER', required: false, public: false } as const;

const scoreText = (draft: EntryDraft, code: string): string =>
  Object.hasOwn(draft.selfScores, code) ? vietnameseNumber(draft.selfScores[code] ?? '') : '';

/** Files by their place in the entry, not by their name: added, taken away, or described anew. */
function filesPart(before: readonly FrozenEvidence[], after: readonly FrozenEvidence[]): ComparedPartAnswer | null {
  const about = ({ name, caption, part, takenOn, place, consent }: FrozenEvidence): string =>
    [name, caption, part, takenOn ?? '', place ?? '', consent ? 'có đồng ý công bố ảnh' : '']
      .filter(Boolean)
      .join(' · ');
  const earlier = new Map(before.map((file) => [file.id, file]));
  const kept = new Set(after.map((file) => file.id));
  const rows: DiffRowAnswer[] = [
    ...before
      .filter((file) => !kept.has(file.id))
      .map((file): DiffRowAnswer => ({ state: 'REMOVED', words: [{ op: 'REMOVED', text: about(file) }] })),
    ...after.map((file): DiffRowAnswer => {
      const old = earlier.get(file.id);
      if (!old) return { state: 'ADDED', words: [{ op: 'ADDED', text: about(file) }] };
      if (samePart(about(old), about(file))) return { state: 'UNCHANGED', words: [{ op: 'SAME', text: about(file) }] };
      return { state: 'CHANGED', words: wordDiff(about(old), about(file)).words };
    }),
  ];
  if (rows.length === 0) return null;
  const changed = rows.some((row) => row.state !== 'UNCHANGED');
  return {
    path: 'evidence',
    label: 'Tệp minh chứng',
    section: 'files',
    state: changed ? stateOf(before.length > 0, after.length > 0) : 'UNCHANGED',
    words: [],
    rows: changed ? rows : [],
    coarse: false,
  };
}
