import { del, get, keys, set } from 'idb-keyval';
import type { KeptParts } from './parts';
import { openTabs } from './tab';

/**
 * Text that the server does not have yet, on the device: one record for each window, so that two windows never overwrite
 * each other. IndexedDB for the running text; localStorage for the last moment of a page, and where IndexedDB refuses.
 */
const PREFIX = 'dvk.parts.';
const nameOf = (key: string, tab: string): string => `${PREFIX}${key}.${tab}`;

/** Keeps at once. @returns false when the device has no room for it */
export function keepNow(key: string, tab: string, kept: KeptParts): boolean {
  try {
    localStorage.setItem(nameOf(key, tab), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** @returns false when the device has no room for it, or may not store anything */
export async function keep(key: string, tab: string, kept: KeptParts): Promise<boolean> {
  try {
    await set(nameOf(key, tab), kept);
    return true;
  } catch {
    return keepNow(key, tab, kept);
  }
}

export async function forget(key: string, tab: string): Promise<void> {
  try {
    localStorage.removeItem(nameOf(key, tab));
    await del(nameOf(key, tab));
  } catch {
    // What cannot be removed is compared with the server at the next visit anyway.
  }
}

function readNow(name: string): KeptParts | undefined {
  try {
    const text = localStorage.getItem(name);
    return text ? (JSON.parse(text) as KeptParts) : undefined;
  } catch {
    return undefined;
  }
}

async function namesKept(): Promise<string[]> {
  const names: string[] = [];
  try {
    names.push(...(await keys()).filter((name) => typeof name === 'string'));
  } catch {
    // Then only the other store is asked.
  }
  try {
    names.push(...Object.keys(localStorage));
  } catch {
    // Storage is switched off.
  }
  return [...new Set(names)];
}

/** Drafts of windows that are gone (closed, crashed, killed) or of this one before its reload; oldest first. */
export async function orphans(key: string, tab: string): Promise<{ tab: string; kept: KeptParts }[]> {
  const start = nameOf(key, '');
  const names = (await namesKept()).filter((name) => name.startsWith(start));
  if (names.length === 0) return [];
  const open = await openTabs();
  const found = await Promise.all(
    names
      .map((name) => ({ name, of: name.slice(start.length) }))
      .filter(({ of }) => of === tab || !open?.has(of))
      .map(async ({ name, of }) => {
        const [later, running] = [readNow(name), await get<KeptParts>(name).catch(() => undefined)];
        const kept = later && (!running || later.at > running.at) ? later : running;
        return kept ? [{ tab: of, kept }] : [];
      }),
  );
  return found.flat().sort((a, b) => a.kept.at - b.kept.at);
}
