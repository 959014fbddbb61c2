import type { Problem } from '../../../api/problem';
import { t } from '../../../i18n';
import type { Parts } from '../../../ui/saving/parts';
import type { Entry } from '../api';
import { type EntryDraft, leavesOf } from './model';

/** A draft as its parts, by the paths of the API: title, subjectName, content.CODE, contributions, selfScores.CODE. */
export function toParts({ title, subjectName, content, contributions, selfScores }: EntryDraft): Parts {
  const named = (kind: string, record: Readonly<Record<string, unknown>>) =>
    Object.entries(record).map(([code, value]) => [`${kind}.${code}`, value] as const);
  return Object.fromEntries([
    ['title', title],
    ['subjectName', subjectName],
    ...named('content', content),
    ['contributions', contributions],
    ...named('selfScores', selfScores),
  ]);
}

/** The draft with these parts changed; an empty self-score is none. */
export function withParts(draft: EntryDraft, parts: Parts): EntryDraft {
  const next = { ...draft, content: { ...draft.content }, selfScores: { ...draft.selfScores } };
  for (const [path, value] of Object.entries(parts)) {
    const [kind = '', code = ''] = path.split('.', 2);
    if (kind === 'title' || kind === 'subjectName') next[kind] = typeof value === 'string' ? value : '';
    else if (kind === 'contributions')
      next.contributions = Array.isArray(value) ? (value as EntryDraft['contributions']) : [];
    else if (kind === 'content') {
      if (value === undefined || value === null) delete next.content[code];
      else next.content[code] = value as EntryDraft['content'][string];
    } else if (typeof value === 'string' && value !== '') next.selfScores[code] = value;
    else delete next.selfScores[code];
  }
  return next;
}

const EMPTY: EntryDraft = { title: '', subjectName: '', content: {}, contributions: [], selfScores: {} };
export const fromParts = (parts: Parts): EntryDraft => withParts(EMPTY, parts);

/** The present state that a refusal "changed meanwhile" brings. */
export function presentOf(refused: Problem): { parts: Parts; version: number } | null {
  const { params } = refused.body as { params?: { version?: number; current?: EntryDraft } };
  return params?.current && typeof params.version === 'number'
    ? { parts: toParts(params.current), version: params.version }
    : null;
}

/** The section that a part stands in, as locks name it. */
export function sectionOfPart(entry: Entry, path: string): string {
  const [kind = '', code = ''] = path.split('.', 2);
  if (kind === 'content') return `form:${entry.form.find((field) => field.code === code)?.section ?? ''}`;
  if (kind === 'contributions') return 'figures';
  return kind === 'selfScores' ? 'scores' : 'name';
}

export function sectionName(section: string): string {
  if (section.startsWith('form:')) return section.slice(5);
  return t(
    section === 'figures'
      ? 'entries.section_figures'
      : section === 'scores'
        ? 'entries.section_scores'
        : 'entries.section_name',
  );
}

/** What people call a part. */
export function partName(entry: Entry, path: string): string {
  const [kind = '', code = ''] = path.split('.', 2);
  if (kind === 'title') return t('entries.title');
  if (kind === 'subjectName') return t('entries.subject_name');
  if (kind === 'contributions') return t('entries.section_figures');
  if (kind === 'evidence') return t('entries.evidence_files');
  if (kind === 'content') return entry.form.find((field) => field.code === code)?.label ?? code;
  return leavesOf(entry.rubric.criteria).find((leaf) => leaf.code === code)?.name ?? code;
}

/** Place of a part on the screen of the editor. */
export function anchorOf(path: string): string {
  const [kind = '', code = ''] = path.split('.', 2);
  if (kind === 'content') return `part-${code}`;
  if (kind === 'selfScores') return `score-${code}`;
  return kind === 'contributions' ? 'section-figures' : `part-${kind}`;
}
