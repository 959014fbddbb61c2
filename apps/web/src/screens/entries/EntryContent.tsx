import type { FormValue } from '@app/forms';
import { EntryReader } from '../../ui/EntryReader';
import { readerSections } from '../../ui/form/reader-sections';
import type { Contribution, Entry, Evidence } from './api';
import { fileHref } from './api';

interface Shown {
  content: Record<string, FormValue>;
  contributions: readonly Contribution[];
  evidence: readonly Evidence[];
}

/** A version of an entry (the draft, the last one, an old one) in the layout of the judges. Empty optional parts are left out. */
export function EntryContent({ entry, shown }: { entry: Entry; shown: Shown }) {
  const kind = (code: string) => entry.contributionKinds.find((one) => one.code === code);
  return (
    <EntryReader
      sections={readerSections(entry, shown.content, true)}
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
