import { del, get, set } from 'idb-keyval';
import { readDevice, writeDevice } from '../theme/appearance';

/** Text that the server does not have yet, kept on the device. */
export interface Draft<T> {
  value: T;
  /** The version of the record that the text was written on. */
  version: number;
  at: number;
  /** What was on its way to the server (as JSON) when this was kept. */
  sending?: string | undefined;
}

const nameOf = (key: string): string => `dvk.draft.${key}`;

/** Keeps a draft in IndexedDB. A blocked or full storage is not an error: the text is still on the screen. */
export async function keepDraft<T>(key: string, draft: Draft<T>): Promise<void> {
  try {
    await set(nameOf(key), draft);
  } catch {
    keepDraftNow(key, draft);
  }
}

/** The same at once, for a page that is being left: IndexedDB may not finish then. */
export function keepDraftNow<T>(key: string, draft: Draft<T>): void {
  writeDevice(nameOf(key), JSON.stringify(draft));
}

/** The newer of the two copies, if there is one. */
export async function readDraft<T>(key: string): Promise<Draft<T> | undefined> {
  let kept: Draft<T> | undefined;
  try {
    kept = await get<Draft<T>>(nameOf(key));
  } catch {
    kept = undefined;
  }
  const text = readDevice(nameOf(key));
  let left: Draft<T> | undefined;
  try {
    left = text ? (JSON.parse(text) as Draft<T>) : undefined;
  } catch {
    left = undefined;
  }
  return left && (!kept || left.at > kept.at) ? left : kept;
}

export async function forgetDraft(key: string): Promise<void> {
  try {
    localStorage.removeItem(nameOf(key));
    await del(nameOf(key));
  } catch {
    // Nothing was kept, or it cannot be removed; the next reading compares it with the record anyway.
  }
}
