import { Database } from '@app/platform';
import { type FormContent, type FormField, plainText, valueOf } from '@app/forms';
import { RoundQueries, type RoundRules } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import type { TextPart } from './passages.rules';
import { boilerplateOf, shinglesOf } from './shingles.rules';

/** The text of one submitted revision, and what its form says by itself. */
export interface EntryText {
  entryId: string;
  revisionNo: number;
  parts: TextPart[];
  shingles: ReadonlySet<number>;
  boilerplate: ReadonlySet<number>;
}

interface RevisionRow {
  entry_id: string;
  no: number;
  title: string;
  content: FormContent;
  round_id: string;
  rules_version: number;
}

/** Labels, help, examples and choices of a form: whoever copies them has copied nothing from another unit. */
export function formWords(form: readonly FormField[]): (string | undefined)[] {
  return form.flatMap((field) => [
    field.label,
    field.help,
    field.example,
    field.section,
    ...(field.choices ?? []).map((choice) => choice.name),
    ...(field.columns ?? []).flatMap((column) => [
      column.label,
      ...(column.choices ?? []).map((choice) => choice.name),
    ]),
  ]);
}

/** Title and filled fields, each as plain text, in the order of the form. */
export function textParts(form: readonly FormField[], title: string, content: FormContent): TextPart[] {
  return [
    { code: 'title', label: '', text: title },
    ...form.map((field) => ({
      code: field.code,
      label: field.label,
      text: plainText(field, valueOf(content, field.code)),
    })),
  ].filter((part) => part.text.trim() !== '');
}

@Injectable()
export class EntryTexts {
  private readonly boilerplates = new WeakMap<RoundRules, ReadonlySet<number>>();

  constructor(
    private readonly db: Database,
    private readonly rounds: RoundQueries,
  ) {}

  /** Of the last submitted revision of each entry, without asking who reads; in no order. */
  async of(entryIds: readonly string[]): Promise<EntryText[]> {
    const rows = await this.db.query<RevisionRow>(
      `SELECT e.id AS entry_id, v.no, v.title, v.content, e.round_id, e.rules_version
       FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no WHERE e.id = ANY($1::uuid[])`,
      [entryIds],
    );
    const texts: EntryText[] = [];
    for (const row of rows) {
      const rules = await this.rounds.rules(row.round_id, row.rules_version);
      texts.push({ entryId: row.entry_id, revisionNo: row.no, ...this.read(rules, row.title, row.content) });
    }
    return texts;
  }

  /** The same of a text that is being written. */
  read(rules: RoundRules, title: string, content: FormContent): Pick<EntryText, 'parts' | 'shingles' | 'boilerplate'> {
    let boilerplate = this.boilerplates.get(rules);
    if (!boilerplate) this.boilerplates.set(rules, (boilerplate = boilerplateOf(formWords(rules.form))));
    const parts = textParts(rules.form, title, content);
    // One field after the other: no shingle stands across two of them.
    const shingles = new Set(parts.flatMap((part) => [...shinglesOf(part.text, boilerplate)]));
    return { parts, shingles, boilerplate };
  }
}
