import type { FormField } from '@app/programmes';
import { canonicalJson } from './content-hash.rules';
import type { EntryDraft } from './entry-content.rules';

/**
 * A draft is saved by part, so that people who write in different parts never stand in each other's way.
 * Paths of parts: `title`, `subjectName`, `content.CODE`, `contributions`, `selfScores.CODE`.
 */
export type PartVersions = Readonly<Record<string, number>>;

const PATH = /^(title|subjectName|contributions|(content|selfScores)\.[\w-]{1,60})$/;

export const isPartPath = (path: unknown): path is string => typeof path === 'string' && PATH.test(path);

/** The value of one part; undefined where nothing is written. */
export function partOf(draft: EntryDraft, path: string): unknown {
  const [kind = '', code = ''] = path.split('.', 2);
  if (kind === 'title' || kind === 'subjectName' || kind === 'contributions') return draft[kind];
  const record: Readonly<Record<string, unknown>> = kind === 'content' ? draft.content : draft.selfScores;
  return Object.hasOwn(record, code) ? record[code] : undefined;
}

/** A unit is its id: the server writes its name beside it. */
const bare = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'unit' in value ? { unit: value.unit } : (value ?? '');

/** Equal as people see it: what is not there is an empty text, the order of keys says nothing. */
export function samePart(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson(bare(a)) === canonicalJson(bare(b));
}

/** All paths that have a value in at least one of the drafts, in the order of the form of the first. */
export function pathsOf(...drafts: readonly EntryDraft[]): string[] {
  const of = (kind: 'content' | 'selfScores') =>
    drafts.flatMap((draft) => Object.keys(draft[kind]).map((code) => `${kind}.${code}`));
  return [...new Set(['title', 'subjectName', ...of('content'), 'contributions', ...of('selfScores')])];
}

/** Paths of the parts in which two drafts differ. */
export function changedParts(before: EntryDraft, after: EntryDraft): string[] {
  return pathsOf(before, after).filter((path) => !samePart(partOf(before, path), partOf(after, path)));
}

/** `present` with the named parts as they are in `mine`. */
export function withParts(present: EntryDraft, mine: EntryDraft, paths: readonly string[]): EntryDraft {
  const merged = {
    title: present.title,
    subjectName: present.subjectName,
    content: { ...present.content },
    contributions: present.contributions,
    selfScores: { ...present.selfScores },
  };
  for (const path of paths) {
    const [kind = '', code = ''] = path.split('.', 2);
    if (kind === 'title' || kind === 'subjectName') merged[kind] = mine[kind];
    else if (kind === 'contributions') merged.contributions = mine.contributions;
    else if (kind === 'content') {
      const value = Object.hasOwn(mine.content, code) ? mine.content[code] : undefined;
      if (value === undefined) delete merged.content[code];
      else merged.content[code] = value;
    } else {
      const value = Object.hasOwn(mine.selfScores, code) ? mine.selfScores[code] : undefined;
      if (value === undefined) delete merged.selfScores[code];
      else merged.selfScores[code] = value;
    }
  }
  return merged;
}

/**
 * What of `changed` somebody else has changed differently since the version on which it was written.
 * `versions['*']` stands for parts that are not named.
 */
export function conflictsOf(
  present: EntryDraft,
  versions: PartVersions,
  mine: EntryDraft,
  changed: readonly string[],
  since: number,
): string[] {
  return changed.filter((path) => {
    const at = (Object.hasOwn(versions, path) ? versions[path] : versions['*']) ?? 0;
    return at > since && !samePart(partOf(present, path), partOf(mine, path));
  });
}

/** Sections of the editor beside those of the form (`form:SECTION`). */
export const LONE_SECTIONS = ['name', 'figures', 'scores'] as const;

/** The section of the editor that a part stands in: what one person at a time writes. */
export function sectionOfPart(form: readonly Pick<FormField, 'code' | 'section'>[], path: string): string {
  const [kind = '', code = ''] = path.split('.', 2);
  if (kind === 'content') return `form:${form.find((field) => field.code === code)?.section ?? ''}`;
  if (kind === 'contributions') return 'figures';
  return kind === 'selfScores' ? 'scores' : 'name';
}
