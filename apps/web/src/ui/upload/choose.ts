import { Problem } from '../../api/problem';
import { formatNumber, formatSize, t } from '../../i18n';
import { formatLimit } from './limit';
import { takeUpload } from './locks';
import { fingerprintOf, isPhoto, prepare } from './prepare';
import { queue } from './queue';
import type { Choice, UploadItem } from './types';
import { isAccepted } from './upload.rules';
import { doneFiles, keepUpload, type UploadRecord } from './upload-store';

/** A file that was chosen before: nothing is sent until the user says so. */
export interface Double {
  file: File;
  /** On its way now, or taken by the form already. */
  where: 'on-the-way' | 'there';
}

/** One photo after the other: two decoded at once are too much for a phone. */
let photos: Promise<unknown> = Promise.resolve();

/**
 * Takes chosen files into the queue: checks kind, size and quota, shrinks photos, keeps them on the device.
 * A file whose sending was broken off on an earlier visit goes on where it stopped.
 * @param options.present what the form has now, by the names that its finisher gave; options.force takes doubles too
 * @returns files that were chosen before
 */
export async function chooseFiles(
  files: readonly File[],
  choice: Choice,
  options: { present: ReadonlySet<string>; force?: boolean },
): Promise<Double[]> {
  const doubles: Double[] = [];
  const done = await doneFiles(choice.accountId, choice.scope);
  for (const file of files) {
    const print = await fingerprintOf(file).catch(() => null);
    const same = queue.all().filter((item) => item.scope === choice.scope && item.fingerprint === print);
    const lost = same.find(({ state }) => state === 'needs-file');
    const sent = print === null ? undefined : done[print];
    if (lost) void provide(lost, file);
    else if (!options.force && same.length > 0) doubles.push({ file, where: 'on-the-way' });
    else if (!options.force && sent !== undefined && options.present.has(sent)) doubles.push({ file, where: 'there' });
    else void add(file, print, choice);
  }
  return doubles;
}

/** Goes on with a file that had to be chosen again. @returns false when it is another file */
export async function provide(item: UploadItem, file: File): Promise<boolean> {
  if ((await fingerprintOf(file).catch(() => null)) !== item.fingerprint) return false;
  const { blob } = await prepare(file, item.keepOriginal);
  // Drawn anew by another browser version it may differ; then what the server has is of no use.
  const fits = blob.size === item.size;
  const again = fits ? {} : { size: blob.size, uploadUrl: null, sent: 0 };
  queue.put({
    ...item,
    ...again,
    file: blob,
    state: navigator.onLine ? 'waiting' : 'offline',
    paused: false,
    problem: null,
  });
  return true;
}

async function add(file: File, print: string | null, choice: Choice): Promise<void> {
  const { scope, group, purpose, accountId, keepOriginal } = choice;
  const record: UploadRecord = {
    id: newId(),
    accountId,
    scope,
    group,
    purpose,
    name: file.name,
    type: file.type,
    size: file.size,
    chosenSize: file.size,
    fingerprint: print ?? '',
    keepOriginal,
    facts: { takenOn: null, position: null, hasMetadata: false },
    uploadUrl: null,
    sent: 0,
    paused: false,
    addedAt: Date.now(),
  };
  const item: UploadItem = {
    ...record,
    state: 'preparing',
    problem: null,
    speed: 0,
    nextTryAt: null,
    file: null,
    kept: false,
  };
  const refused = print === null ? unreadable() : refusal(file, choice);
  queue.put(refused ? { ...item, state: 'failed', problem: refused } : item);
  if (refused) return;
  await takeUpload(item.id);
  const work = photos.then(() => prepare(file, keepOriginal));
  if (isPhoto(file.name)) photos = work.catch(() => undefined);
  try {
    const { blob, name, type, facts } = await work;
    const ready = { ...record, name, type, facts, size: blob.size };
    const late = tooLarge(name, blob.size, choice);
    if (!isThere(item.id)) return;
    if (late) return queue.put({ ...item, ...ready, state: 'failed', problem: late });
    const kept = await keepUpload(ready, blob);
    if (isThere(item.id))
      queue.put({ ...item, ...ready, file: blob, kept, state: navigator.onLine ? 'waiting' : 'offline' });
    else queue.cancel(item.id);
  } catch {
    if (isThere(item.id)) queue.put({ ...item, state: 'failed', problem: unreadable() });
  }
}

const isThere = (id: string): boolean => queue.all().some((item) => item.id === id);

/** What can be said before anything is sent. */
function refusal(file: File, { scope, limits }: Choice): Problem | null {
  if (!isAccepted(file.name, limits.accept))
    return problem(415, 'FILE_TYPE_NOT_ALLOWED', t('upload.wrong_kind', { kinds: limits.acceptWords }));
  if (file.size === 0) return problem(400, 'FILE_EMPTY', t('upload.empty'));
  const ahead = queue.all().filter((item) => item.scope === scope && item.state !== 'failed').length;
  if (limits.filesLeft !== undefined && ahead >= limits.filesLeft)
    return problem(409, 'TOO_MANY_FILES', t('upload.too_many', { n: formatNumber(Math.max(0, limits.filesLeft)) }));
  return null;
}

/** After shrinking: a photo of 12 MB may well fit. */
function tooLarge(name: string, size: number, { scope, limits }: Choice): Problem | null {
  if (size > limits.maxBytes)
    return problem(
      413,
      'FILE_TOO_LARGE',
      t(isPhoto(name) ? 'upload.too_large_photo' : 'upload.too_large', {
        size: formatSize(size),
        max: formatLimit(limits.maxBytes),
      }),
    );
  const ahead = queue.all().filter((item) => item.scope === scope && item.file !== null && item.state !== 'failed');
  const left = (limits.bytesLeft ?? Infinity) - ahead.reduce((sum, item) => sum + item.size, 0);
  return size > left
    ? problem(
        413,
        'ENTRY_FULL',
        t('upload.quota_left', { size: formatSize(size), left: left > 0 ? formatSize(left) : '0 KB' }),
      )
    : null;
}

const unreadable = (): Problem => problem(400, 'FILE_UNREADABLE', t('upload.unreadable'));
const problem = (status: number, code: string, detail: string): Problem => new Problem(status, { code, detail });

// randomUUID exists only on https and localhost.
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
