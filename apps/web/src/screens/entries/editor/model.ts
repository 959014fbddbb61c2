import { checkForm, type FormValue, viewForm } from '@app/forms';
import { call } from '../../../api/call';
import type { FieldError } from '../../../api/problem';
import { t } from '../../../i18n';
import { problemText } from '../../../ui/form/problems';
import { formContext } from '../../../ui/form/reader-sections';
import type { Contribution, Criterion, Entry } from '../api';

/** What the unit writes; files are sent on their own. */
export interface EntryDraft {
  title: string;
  subjectName: string;
  content: Record<string, FormValue>;
  contributions: Contribution[];
  selfScores: Record<string, string>;
}

/** Something that still keeps the entry from being submitted, and where it is mended. */
export interface Gap {
  /** Id of the place on the screen. */
  anchor: string;
  /** Id of the section that it belongs to. */
  section: string;
  part: string;
  what: string;
}

export const draftOf = ({ title, subjectName, content, contributions, selfScores }: Entry): EntryDraft => ({
  title,
  subjectName,
  content,
  contributions,
  selfScores,
});

export const readEntry = (id: string): Promise<Entry> => call('GET', `/api/entries/${id}`);
/** Writes the `changed` parts; `merged` is the whole draft when others have saved theirs. */
export const saveDraft = (
  id: string,
  draft: EntryDraft,
  { changed, version, keepalive }: { changed: string[]; version: number; keepalive: boolean },
): Promise<{ version: number; merged?: EntryDraft }> =>
  call('PUT', `/api/entries/${id}/draft`, { keepalive, body: { version, changed, ...draft } });

export interface Leaf extends Criterion {
  path: string[];
}

/** Criteria that get marks, with the names of those above them. */
export function leavesOf(criteria: readonly Criterion[], path: string[] = []): Leaf[] {
  return criteria.flatMap((one) =>
    one.children?.length ? leavesOf(one.children, [...path, one.name]) : [{ ...one, path }],
  );
}

/** Sum of the marks, exactly: in hundredths, as whole numbers. Gates give no points. */
export function totalOf(leaves: readonly Leaf[], scores: Readonly<Record<string, string>>): string {
  let hundredths = 0n;
  for (const { code, kind } of leaves) {
    const points = scores[code];
    if (kind === 'GATE' || !points) continue;
    const [whole = '0', rest = ''] = points.split('.');
    hundredths += BigInt(whole) * 100n + BigInt(rest.padEnd(2, '0').slice(0, 2));
  }
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}

export interface EditorSection {
  id: string;
  label: string;
  /** Neither complete nor open: what stands there is done elsewhere, or by somebody else. */
  neutral?: boolean;
}

/** Id of a section on the screen: its place among all sections of the form, shown or not. */
export const sectionId = (entry: Entry, section: string): string =>
  `section-${[...new Set(entry.form.map((field) => field.section))].indexOf(section)}`;

/** The form as the entry has it with what is written so far. */
export const formOf = (entry: Entry, draft: EntryDraft) => viewForm(entry.form, formContext(entry), draft.content);

/** The parts of the editor in the order of the screen; a section of which nothing is asked is not there. */
export function sectionsOf(entry: Entry, draft: EntryDraft): EditorSection[] {
  return [
    { id: 'section-name', label: t('entries.section_name') },
    ...[...new Set(formOf(entry, draft).fields.map((field) => field.section))].map((label) => ({
      id: sectionId(entry, label),
      label,
    })),
    { id: 'section-figures', label: t('entries.section_figures') },
    { id: 'section-scores', label: t('entries.section_scores') },
  ];
}

/** What is visibly still open while writing, from the form of the entry. The server's list at submission is the one that counts. */
export function gapsOf(entry: Entry, draft: EntryDraft): Gap[] {
  const gaps: Gap[] = [];
  const missing = t('entries.gap_missing');
  if (!draft.title.trim())
    gaps.push({ anchor: 'part-title', section: 'section-name', part: t('entries.title'), what: missing });
  if (!draft.subjectName.trim())
    gaps.push({ anchor: 'part-subjectName', section: 'section-name', part: t('entries.subject_name'), what: missing });
  // The very check that the server makes; a field is named once, whatever is wrong in it.
  const named = new Set<string>();
  for (const problem of checkForm(entry.form, formContext(entry), draft.content, { complete: true })) {
    const [, code = '', ...inside] = problem.field.split('.');
    const field = entry.form.find((one) => one.code === code);
    if (!field || named.has(code)) continue;
    named.add(code);
    gaps.push({
      anchor: `part-${code}`,
      section: sectionId(entry, field.section),
      part: field.label,
      what: problem.code === 'FIELD_MISSING' && inside.length === 0 ? missing : problemText(problem),
    });
  }
  draft.contributions.forEach((row, index) => {
    if (row.amount === '')
      gaps.push({
        anchor: `figure-${index}`,
        section: 'section-figures',
        part: kindName(entry, row.kind),
        what: t('entries.gap_amount'),
      });
  });
  for (const leaf of leavesOf(entry.rubric.criteria))
    if (leaf.kind === 'POINTS' && !draft.selfScores[leaf.code])
      gaps.push({
        anchor: `score-${leaf.code}`,
        section: 'section-scores',
        part: leaf.name,
        what: t('entries.gap_score'),
      });
  return gaps;
}

/** The server's refusal as places on this screen. */
export function gapsFrom(entry: Entry, draft: EntryDraft, errors: readonly FieldError[]): Gap[] {
  return errors.map(({ field, message }) => {
    const [kind = '', key = ''] = field.split('.');
    const of = entry.form.find((one) => one.code === key);
    if (kind === 'content' && of)
      return { anchor: `part-${key}`, section: sectionId(entry, of.section), part: of.label, what: message };
    if (kind === 'contributions')
      return {
        anchor: `figure-${key}`,
        section: 'section-figures',
        part: kindName(entry, draft.contributions[Number(key)]?.kind ?? ''),
        what: message,
      };
    if (kind === 'selfScores')
      return {
        anchor: `score-${key}`,
        section: 'section-scores',
        part: leavesOf(entry.rubric.criteria).find((leaf) => leaf.code === key)?.name ?? key,
        what: message,
      };
    if (kind === 'answers')
      return {
        anchor: `return-${key}`,
        section: 'section-return',
        part: t('entries.return_item', { n: Number(key) + 1 }),
        what: message,
      };
    return {
      anchor: `part-${kind}`,
      section: 'section-name',
      part: kind === 'title' ? t('entries.title') : kind === 'subjectName' ? t('entries.subject_name') : field,
      what: message,
    };
  });
}

const kindName = (entry: Entry, code: string): string =>
  entry.contributionKinds.find((kind) => kind.code === code)?.name ?? t('entries.section_figures');

/**
 * An amount as people type it: "8.600" and "8 600" are eight thousand six hundred, "12,5" is twelve and a half.
 * Returns decimal text of the API, or null when it is not a positive number.
 */
export function parseAmount(text: string): string | null {
  const clean = text.trim().replace(/[\s\u00a0]/g, '');
  const plain = /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(clean) ? clean.replaceAll('.', '') : clean;
  const value = plain.replace(',', '.');
  return /^\d{1,15}(\.\d{1,3})?$/.test(value) && /[1-9]/.test(value) ? value.replace(/^0+(?=\d)/, '') : null;
}

/** Brings a place of the editor on the screen and puts the cursor into it. */
export function goTo(anchor: string): void {
  const place = document.getElementById(anchor);
  if (!place) return;
  place.scrollIntoView({
    block: 'start',
    behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
  });
  const input = place.querySelector<HTMLElement>('textarea, input:not([type="hidden"]):not([type="file"]), select');
  (input ?? place).focus({ preventScroll: true });
}
