import { type FormValue, valueOf, visibleFields } from '@app/forms';
import { categoryOf, type RoundRules } from '@app/programmes';
import type { SheetEntryAnswer } from './scoresheet.dto';

/** A frozen revision as the database gives it. */
export interface RevisionRow {
  id: string;
  receipt_no: string | null;
  no: number;
  title: string;
  subject_name: string;
  subject_type: string;
  unit_name: string;
  renewal_no: number;
  recognised_years: number[];
  category_code: string;
  unit_kind: string;
  field_code: string;
  content: Record<string, FormValue>;
  contributions: { kind: string; qualifier: string; amount: string; note: string }[];
  self_scores: Record<string, string>;
  evidence: {
    fileId: string;
    name: string;
    mediaType: string;
    part: string;
    caption: string;
    takenOn: string | null;
    place: string | null;
  }[];
}

/** What a judge reads of an entry: one fixed revision, in the order and words of the round's form. */
export function sheetEntry(rules: RoundRules, row: RevisionRow): SheetEntryAnswer {
  return {
    id: row.id,
    receiptNo: row.receipt_no,
    revisionNo: row.no,
    title: row.title,
    subjectName: row.subject_name,
    subjectType: row.subject_type,
    renewalNo: row.renewal_no,
    recognisedYears: row.recognised_years,
    unitName: row.unit_name,
    categoryCode: row.category_code,
    categoryName: categoryOf(rules, row.category_code)?.name ?? row.category_code,
    fieldCode: row.field_code,
    content: visibleFields(rules.form, { category: row.category_code, unitKind: row.unit_kind }, row.content).map(
      (field) => ({
        code: field.code,
        section: field.section,
        label: field.label,
        field,
        value: valueOf(row.content, field.code),
      }),
    ),
    contributions: row.contributions.map(({ kind, qualifier, amount, note }) => {
      const found = rules.contributionKinds.find(({ code }) => code === kind);
      return { name: found?.name ?? kind, unit: found?.unit ?? '', qualifier, amount, note };
    }),
    evidence: row.evidence.map(({ fileId, name, mediaType, part, caption, takenOn, place }) => ({
      fileId,
      name,
      mediaType,
      part,
      caption,
      takenOn,
      place,
    })),
  };
}
