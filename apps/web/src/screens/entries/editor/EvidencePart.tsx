import { useId, useRef, useState } from 'react';
import { Button, Progress } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { call } from '../../../api/call';
import { asProblem, type Problem } from '../../../api/problem';
import { formatNumber, formatSize, t } from '../../../i18n';
import { ProblemAlert } from '../../../ui/ProblemAlert';
import { formatLimit } from '../../../ui/upload/limit';
import { UploadZone } from '../../../ui/upload/UploadZone';
import { useComing } from '../../../ui/upload/useUploads';
import type { Entry, Evidence } from '../api';
import css from './Editor.module.css';
import { evidenceScope } from './evidence';
import { EvidenceItem, RemovedItem } from './EvidenceItem';
import { removeLater, undoRemoval } from './removals';

const ACCEPT = '.jpg,.jpeg,.jfif,.png,.webp,.heic,.heif,.pdf,.docx,.xlsx,.mp4,.m4v';

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
  const [known] = useState(() => new Set(files.map(({ id }) => id)));
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<Problem | null>(null);
  const coming = useComing(evidenceScope(entry.id)).filter((one) => one === part).length;
  // How many are on their way together, until the last of them is there.
  const batch = useRef(0);
  batch.current = coming === 0 ? 0 : Math.max(batch.current, coming);
  const named = useId();
  const mine = files.filter((file) => file.part === part);
  const used = files.filter(({ id }) => !removed.has(id));
  const size = used.reduce((sum, file) => sum + file.size, 0);
  const [filesLeft, bytesLeft] = [entry.maxFiles - used.length, entry.maxEvidenceBytes - size];
  const full = filesLeft <= 0 || bytesLeft <= 0;
  const newest = mine.findLast(({ id }) => !known.has(id))?.id;

  function keep(id: string): void {
    undoRemoval(id);
    setRemoved((before) => new Set([...before].filter((one) => one !== id)));
  }
  function remove(file: Evidence): void {
    setProblem(null);
    setRemoved((before) => new Set(before).add(file.id));
    removeLater(file.id, async (keepalive) => {
      try {
        await call('DELETE', `/api/evidence/${file.id}`, { keepalive });
        onChange((all) => all.filter(({ id }) => id !== file.id));
      } catch (error) {
        keep(file.id);
        setProblem(asProblem(error));
      }
    });
  }
  /** Changes places with the neighbour in this part. */
  async function move(file: Evidence, step: -1 | 1): Promise<void> {
    const other = mine[mine.indexOf(file) + step];
    if (!other) return;
    const swapped = (all: Evidence[]): Evidence[] =>
      all
        .map((one) => (one.id === file.id ? other : one.id === other.id ? file : one))
        .map((one) => all.find(({ id }) => id === one.id) ?? one);
    setProblem(null);
    onChange(swapped);
    try {
      await call('PUT', `/api/entries/${entry.id}/evidence/order`, {
        body: { ids: swapped(files).map(({ id }) => id) },
      });
    } catch (error) {
      onChange(swapped);
      setProblem(asProblem(error));
    }
  }

  return (
    <div className={css.evidence}>
      {/* A description, not a name: the field itself stays the only one that is found by its label. */}
      <span id={named} hidden>
        {partName}
      </span>
      {mine.length > 0 && (
        <ul className={css.files} aria-label={t('entries.evidence_files')} aria-describedby={named}>
          {mine.map((file, index) =>
            removed.has(file.id) ? (
              <RemovedItem key={file.id} file={file} onUndo={() => keep(file.id)} />
            ) : (
              <EvidenceItem
                key={file.id}
                entry={entry}
                file={file}
                all={used}
                // One photo: its caption is asked for at once. Ten at a time: the list stays a list.
                startOpen={file.id === newest && batch.current <= 1}
                first={index === 0}
                last={index === mine.length - 1}
                onMove={(step) => void move(file, step)}
                onChanged={(changed) =>
                  onChange((all) => all.map((one) => (one.id === changed.id ? { ...one, ...changed } : one)))
                }
                onRemove={() => remove(file)}
              />
            ),
          )}
        </ul>
      )}
      <ProblemAlert problem={problem} />
      {full && (
        <p className={css.dim}>
          {filesLeft <= 0
            ? t('entries.evidence_full', { n: entry.maxFiles })
            : t('upload.full_bytes', { max: formatLimit(entry.maxEvidenceBytes) })}
        </p>
      )}
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
      <UploadZone
        label={t('entries.evidence_here')}
        purpose="evidence"
        scope={evidenceScope(entry.id)}
        group={part}
        open={open && !full}
        accept={ACCEPT}
        acceptWords={t('upload.kinds')}
        maxBytes={entry.maxFileBytes}
        filesLeft={filesLeft}
        bytesLeft={bytesLeft}
        present={new Set(used.map(({ id }) => id))}
      />
      {open && (
        <div className={css.quota}>
          <span className={css.dim}>
            {t('upload.quota', {
              files: formatNumber(used.length),
              maxFiles: formatNumber(entry.maxFiles),
              size: size === 0 ? '0 MB' : formatSize(size),
              maxSize: formatLimit(entry.maxEvidenceBytes),
            })}
          </span>
          <Progress
            size="sm"
            aria-label={t('upload.quota_label')}
            value={Math.min(100, Math.max((used.length / entry.maxFiles) * 100, (size / entry.maxEvidenceBytes) * 100))}
          />
        </div>
      )}
    </div>
  );
}
