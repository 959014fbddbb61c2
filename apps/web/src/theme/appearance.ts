import { useSyncExternalStore } from 'react';

/** How the page looks is a matter of the device, not of the account: it is kept in the browser only. */
export const textSizes = ['small', 'normal', 'large', 'larger'] as const;
export type TextSize = (typeof textSizes)[number];
export type Contrast = 'normal' | 'more';
export interface Appearance {
  textSize: TextSize;
  contrast: Contrast;
}

export const schemeKey = 'dvk.scheme';
const textSizeKey = 'dvk.textSize';
const contrastKey = 'dvk.contrast';

/** Reads a value from the device; storage can be switched off, then the default stands. */
export function readDevice(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Writes a value to the device; a full or blocked storage is not an error for the user. */
export function writeDevice(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice then lasts until the page is closed.
  }
}

function initial(): Appearance {
  const size = readDevice(textSizeKey);
  return {
    textSize: textSizes.find((known) => known === size) ?? 'normal',
    contrast: readDevice(contrastKey) === 'more' ? 'more' : 'normal',
  };
}

let current = initial();
const listeners = new Set<() => void>();

export function setAppearance(change: Partial<Appearance>): void {
  current = { ...current, ...change };
  writeDevice(textSizeKey, current.textSize);
  writeDevice(contrastKey, current.contrast);
  document.documentElement.dataset.textSize = current.textSize;
  document.documentElement.dataset.contrast = current.contrast;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, () => current);
}
