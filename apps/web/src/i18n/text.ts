import { useSyncExternalStore } from 'react';
import { readDevice, writeDevice } from '../theme/appearance';
import type { Params, TextKey } from './types';
import * as vi from './vi';

export type { Area, PlainKey, TextKey } from './types';

export type Language = 'vi' | 'en';
type Texts = Record<string, Record<string, string>>;

const languageKey = 'dvk.language';
const loaded: Partial<Record<Language, Texts>> = { vi };
let language: Language = 'vi';
const listeners = new Set<() => void>();

/** Vietnamese is part of the program; English is fetched only by those who choose it. */
export async function setLanguage(next: Language): Promise<void> {
  loaded[next] ??= await import('./en');
  language = next;
  document.documentElement.lang = next;
  writeDevice(languageKey, next);
  for (const listener of listeners) listener();
}

/** Called once before the first render. Falls back to Vietnamese if English cannot be fetched. */
export async function startLanguage(): Promise<void> {
  if (readDevice(languageKey) !== 'en') return;
  try {
    await setLanguage('en');
  } catch {
    language = 'vi';
  }
}

export function currentLanguage(): Language {
  return language;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Makes a component draw again when the language changes. Screens get it from `screen()` already. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => language);
}

function find(key: string): string | undefined {
  const dot = key.indexOf('.');
  return loaded[language]?.[key.slice(0, dot)]?.[key.slice(dot + 1)];
}

function fill(text: string, params: Record<string, string | number> | undefined): string {
  return params ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)) : text;
}

/** The text in the language of the user: `t('entries.submit')`, `t('entries.words', { n: 12 })`. */
export function t<K extends TextKey>(key: K, ...params: Params<K>): string {
  return fill(find(key) ?? key, params[0]);
}

/** For keys made from a code of the server (`common.state_${code}`); `undefined` when there is no such text. */
export function textOf(key: string, params?: Record<string, string | number>): string | undefined {
  const text = find(key);
  return text === undefined ? undefined : fill(text, params);
}
