import { useEffect, useMemo, useState, type Dispatch, type SetStateAction } from 'react';
import { call } from '../../../api/call';
import { formatNumber, t } from '../../../i18n';
import type { PhotoFacts } from '../../../ui/upload/exif';
import { useComing, useUploadForm } from '../../../ui/upload/useUploads';
import type { Entry, Evidence } from '../api';
import { type Gap, leavesOf, readEntry } from './model';

export const evidenceScope = (entryId: string): string => `evidence:${entryId}`;

/** Where photos were taken, until the writer has said whether it becomes their place. Never leaves the device unasked. */
const positions = new Map<string, NonNullable<PhotoFacts['position']>>();
export const positionOf = (evidenceId: string): string | null => {
  const found = positions.get(evidenceId);
  return found ? positionText(found) : null;
};
export const forgetPosition = (evidenceId: string): boolean => positions.delete(evidenceId);

/** `9,78420° B, 105,46667° Đ`: north (Bắc) and east (Đông), as Vietnamese maps write it. */
function positionText({ lat, lng }: NonNullable<PhotoFacts['position']>): string {
  const degrees = (value: number, plus: string, minus: string): string =>
    `${formatNumber(Math.abs(value), 5)}° ${value < 0 ? minus : plus}`;
  return `${degrees(lat, 'B', 'N')}, ${degrees(lng, 'Đ', 'T')}`;
}

/** What people write about a file; the rest is what the server knows of it. */
const written = ({ part, caption, takenOn, place, consent }: Evidence) => ({ part, caption, takenOn, place, consent });

const POLL_MS = 2500;
const POLL_MOST_MS = 30_000;

/**
 * The files of an entry while it is written: uploads come in by themselves, also those of an earlier visit, and pictures
 * appear when the worker has made them.
 */
export function useEvidence(entry: Entry): [Evidence[], Dispatch<SetStateAction<Evidence[]>>] {
  const [files, setFiles] = useState(entry.evidence);
  useUploadForm(evidenceScope(entry.id), async ({ uploadId, group, facts }) => {
    // A camera whose clock runs ahead knows nothing.
    const takenOn = facts.takenOn && Date.parse(facts.takenOn) <= Date.now() ? facts.takenOn : undefined;
    const added = await call<Evidence>('POST', `/api/entries/${entry.id}/evidence`, {
      headers: { 'idempotency-key': `upload-${uploadId}` },
      body: { uploadId, part: group, ...(takenOn ? { takenOn } : {}) },
    });
    if (facts.position) positions.set(added.id, facts.position);
    setFiles((all) => (all.some(({ id }) => id === added.id) ? all : [...all, added]));
    return added.id;
  });

  const making = files.some(({ preview, scanState }) => preview.state === 'WAITING' && scanState !== 'INFECTED');
  useEffect(() => {
    if (!making) return undefined;
    let [timer, pause] = [0, POLL_MS];
    const look = async (): Promise<void> => {
      const fresh = await readEntry(entry.id).catch(() => null);
      const now = new Map(fresh?.evidence.map((file) => [file.id, file]));
      // Only what the server found out: captions may just be on their way there.
      setFiles((all) =>
        all.map((file) => {
          const found = now.get(file.id);
          return found ? { ...found, ...written(file) } : file;
        }),
      );
      pause = Math.min(pause * 1.4, POLL_MOST_MS);
      timer = window.setTimeout(() => void look(), pause);
    };
    timer = window.setTimeout(() => void look(), pause);
    return () => window.clearTimeout(timer);
  }, [entry.id, making]);
  return [files, setFiles];
}

/** Fields and criteria that a file may stand beside, as value and label of a choice. */
export function partsOf(entry: Entry): { value: string; label: string }[] {
  const fields = entry.form.map(({ code, label }) => ({ value: code, label }));
  const criteria = leavesOf(entry.rubric.criteria).map(({ code, name }) => ({ value: code, label: name }));
  return [...fields, ...criteria.filter(({ value }) => !fields.some((field) => field.value === value))];
}

/** Files that are not there yet keep the entry from being submitted: the submitted revision would lack them. */
export function useComingGaps(entry: Entry): Gap[] {
  const coming = useComing(evidenceScope(entry.id));
  return useMemo(
    () =>
      [...new Set(coming)].map((part) => {
        const field = entry.form.findIndex(({ code }) => code === part);
        const sections = [...new Set(entry.form.map(({ section }) => section))];
        return {
          anchor: field < 0 ? `score-${part}` : `part-${part}`,
          section: field < 0 ? 'section-scores' : `section-${sections.indexOf(entry.form[field]?.section ?? '')}`,
          part: partsOf(entry).find(({ value }) => value === part)?.label ?? part,
          what: t('upload.gap', { n: coming.filter((one) => one === part).length }),
        };
      }),
    [coming, entry],
  );
}
