import { createStore, delMany, entries, get, set, setMany, type UseStore } from 'idb-keyval';
import type { PhotoFacts } from './exif';

/** What is remembered of an upload that is not finished, so that it goes on after a reload or on another day. */
export interface UploadRecord {
  id: string;
  accountId: string;
  /** The form that the file belongs to, such as `evidence:<entry>`. */
  scope: string;
  /** Its place in the form, such as the part of the entry. */
  group: string;
  purpose: string;
  name: string;
  type: string;
  /** Bytes that are sent, and bytes of the chosen file before shrinking. */
  size: number;
  chosenSize: number;
  fingerprint: string;
  keepOriginal: boolean;
  facts: PhotoFacts;
  uploadUrl: string | null;
  sent: number;
  paused: boolean;
  addedAt: number;
}

/** Bytes up to which the file itself is kept: every photo, most papers. Larger ones are on the disk of the user anyway. */
const KEPT_BYTES = 32_000_000;
/** The server forgets an upload before this, too. */
const KEPT_MS = 7 * 24 * 3600_000;
const recordKey = (id: string): string => `upload:${id}`;
const fileKey = (id: string): string => `file:${id}`;
const doneKey = (accountId: string, scope: string): string => `done:${accountId}:${scope}`;

let opened: UseStore | null = null;
const store = (): UseStore => (opened ??= createStore('dvk-uploads', 'uploads'));

/** A device without storage (private window, full disk) only loses the going on after a reload. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

/** @returns whether the file itself is kept too */
export async function keepUpload(record: UploadRecord, file: Blob): Promise<boolean> {
  if (file.size <= KEPT_BYTES) {
    const kept = await quietly(async () => {
      // Its bytes, not the handle of the chosen file: that one may be moved, or taken back from the camera.
      const copy = new Blob([await file.arrayBuffer()], { type: file.type });
      await setMany(
        [
          [recordKey(record.id), record],
          [fileKey(record.id), copy],
        ],
        store(),
      );
      return true;
    });
    if (kept) return true;
  }
  await quietly(() => set(recordKey(record.id), record, store()));
  return false;
}

export const keepRecord = (record: UploadRecord): Promise<unknown> =>
  quietly(() => set(recordKey(record.id), record, store()));

export const forgetUpload = (id: string): Promise<unknown> =>
  quietly(() => delMany([recordKey(id), fileKey(id)], store()));

/** The unfinished uploads of one account in one form, oldest first, with their files where they were kept. */
export async function keptUploads(
  accountId: string,
  scope: string,
): Promise<{ record: UploadRecord; file: Blob | null }[]> {
  const all = (await quietly(() => entries<string, unknown>(store()))) ?? [];
  const files = new Map(all);
  const found: { record: UploadRecord; file: Blob | null }[] = [];
  for (const [key, value] of all) {
    if (!key.startsWith('upload:')) continue;
    const record = value as UploadRecord;
    if (Date.now() - record.addedAt > KEPT_MS) void forgetUpload(record.id);
    else if (record.accountId === accountId && record.scope === scope)
      found.push({ record, file: (files.get(fileKey(record.id)) as Blob | undefined) ?? null });
  }
  return found.sort((a, b) => a.record.addedAt - b.record.addedAt);
}

/** Fingerprints of what was sent in this form from this device, with what became of each. */
export async function doneFiles(accountId: string, scope: string): Promise<Record<string, string>> {
  return (await quietly(() => get<Record<string, string>>(doneKey(accountId, scope), store()))) ?? {};
}

export async function rememberDone(
  accountId: string,
  scope: string,
  fingerprint: string,
  result: string,
): Promise<void> {
  const before = await doneFiles(accountId, scope);
  await quietly(() => set(doneKey(accountId, scope), { ...before, [fingerprint]: result }, store()));
}
