import { EntryReader } from '../../ui/EntryReader';
import type { Contribution, Entry, Evidence } from './api';
import { fileHref } from './api';

interface Shown {
  content: Record<string, string>;
  contributions: readonly Contribution[];
  evidence: readonly Evidence[];
}

/** A version of an entry (the draft, the last one, an old one) in the layout of the judges. Empty optional parts are left out. */
export function EntryContent({ entry, shown }: { entry: Entry; shown: Shown }) {
  const kind = (code: string) => entry.contributionKinds.find((one) => one.code === code);
  return (
    <EntryReader
      sections={entry.form
        .filter((field) => field.required || shown.content[field.code])
        .map((field) => {
          const value = shown.content[field.code] ?? '';
          return {
            code: field.code,
            section: field.section,
            label: field.label,
            value: field.choices?.find((choice) => choice.code === value)?.name ?? value,
          };
        })}
      figures={shown.contributions.map((row) => ({
        ...row,
        name: kind(row.kind)?.name ?? row.kind,
        unit: kind(row.kind)?.unit ?? '',
      }))}
      files={shown.evidence}
      fileHref={fileHref(entry.id)}
    />
  );
}
