import { type FormContent, type FormField, isEmptyValue, valueOf, viewForm } from '@app/forms';
import type { ReaderSection } from '../EntryReader';

/** As much of an entry as tells which fields it has. */
export interface FormOwner {
  form: readonly FormField[];
  category: { code: string };
  unitKind: string;
}

export const formContext = (entry: FormOwner) => ({ category: entry.category.code, unitKind: entry.unitKind });

/** The fields that this entry has, as the reading view takes them. `filled`: empty optional ones are left out. */
export function readerSections(entry: FormOwner, content: FormContent, filled = false): ReaderSection[] {
  const view = viewForm(entry.form, formContext(entry), content);
  return view.fields
    .filter((field) => !filled || view.isRequired(field) || !isEmptyValue(field, valueOf(content, field.code)))
    .map((field) => ({
      code: field.code,
      section: field.section,
      label: field.label,
      field,
      value: valueOf(content, field.code),
    }));
}
