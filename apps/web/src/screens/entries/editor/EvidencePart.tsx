import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { upload } from '../../../api/client';
import { t } from '../../../i18n';
import { FileDrop } from '../../../ui/FileDrop';
import type { Entry, Evidence } from '../api';
import css from './Editor.module.css';
import { EvidenceItem } from './EvidenceItem';

interface Props {
  entry: Entry;
  /** Code of the field or criterion that the files support. */
  part: string;
  partName: string;
  files: Evidence[];
  /** Takes the list of all files, as it was a moment ago. */
  onChange: (change: (files: Evidence[]) => Evidence[]) => void;
}

/** Files stand beside what they prove: the list, and a place to drop more that opens on wish. */
export function EvidencePart({ entry, part, partName, files, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const named = useId();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const mine = files.filter((file) => file.part === part);
  const full = files.length >= entry.maxFiles;
  return (
    <div className={css.evidence}>
      {/* A description, not a name: the field itself stays the only one that is found by its label. */}
      <span id={named} hidden>
        {partName}
      </span>
      {mine.length > 0 && (
        <ul className={css.files} aria-label={t('entries.evidence_files')} aria-describedby={named}>
          {mine.map((file) => (
            <EvidenceItem
              key={file.id}
              entryId={entry.id}
              file={file}
              startOpen={fresh.has(file.id)}
              onChanged={(changed) => onChange((all) => all.map((one) => (one.id === changed.id ? changed : one)))}
              onRemoved={() => onChange((all) => all.filter((one) => one.id !== file.id))}
            />
          ))}
        </ul>
      )}
      {full && <p className={css.dim}>{t('entries.evidence_full', { n: entry.maxFiles })}</p>}
      {!full && !open && (
        <Button
          variant="subtle"
          size="compact-md"
          className={css.add}
          leftSection={<IconPaperclip size={18} aria-hidden />}
          aria-describedby={named}
          onClick={() => setOpen(true)}
        >
          {t('entries.evidence_add')}
        </Button>
      )}
      {!full && open && (
        <FileDrop
          label={t('entries.evidence_here')}
          accept=".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.mp4"
          acceptWords={t('entries.evidence_types')}
          maxBytes={entry.maxFileBytes}
          onUpload={async (file, onProgress, signal) => {
            const added = await upload<Evidence>(`/api/entries/${entry.id}/evidence`, file, {
              fields: { part },
              onProgress,
              signal,
            });
            setFresh((before) => new Set(before).add(added.id));
            onChange((all) => [...all, added]);
          }}
        />
      )}
    </div>
  );
}
