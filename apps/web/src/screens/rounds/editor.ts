import { createContext, useContext } from 'react';
import type { FieldError } from '../../api/problem';
import type { RoundRules } from './types';

export interface Editor {
  rules: RoundRules;
  readOnly: boolean;
  problems: FieldError[];
  /** The place that a link leads to, such as `chain.0.days`. */
  at: string | undefined;
  edit: (change: (rules: RoundRules) => RoundRules) => void;
}

const EditorContext = createContext<Editor | null>(null);
export const EditorProvider = EditorContext.Provider;

/** The rules on the screen, and what is wrong at a place. */
export function useEditor(): Editor & { error: (path: string) => string | undefined; count: (path: string) => number } {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('useEditor needs an EditorProvider');
  const { problems } = editor;
  return {
    ...editor,
    error: (path) => problems.find((problem) => problem.field === path)?.message,
    count: (path) => problems.filter((problem) => isWithin(problem.field, path)).length,
  };
}

/** Whether a place is that part of the rules or lies in it: `chain.1.days` in `chain.1`, and not in `chain.10`. */
export const isWithin = (place: string | undefined, path: string): boolean =>
  place === path || (place?.startsWith(`${path}.`) ?? false);

export const patchAt = <T>(list: readonly T[], index: number, patch: Partial<T>): T[] =>
  list.map((item, at) => (at === index ? { ...item, ...patch } : item));
export const removeAt = <T>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index);

/** Swaps an item with its neighbour above (-1) or below (1). */
export function moveAt<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const other = index + by;
  const moved = [...list];
  const [item] = moved.splice(index, 1);
  if (item === undefined || other < 0 || other >= list.length) return [...list];
  moved.splice(other, 0, item);
  return moved;
}

/** A code that the list does not have yet: `BUOC_1`, `BUOC_2`, … */
export function freeCode(prefix: string, taken: readonly string[]): string {
  let n = taken.length + 1;
  while (taken.includes(`${prefix}_${n}`)) n++;
  return `${prefix}_${n}`;
}
