import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../../api/call';
import { asProblem } from '../../../api/problem';
import type { components } from '../../../api/schema';
import { useSession } from '../../../api/session';
import { forgetDraft, keepDraft, keepDraftNow, readDraft } from '../../../ui/drafts';
import type { SaveStatus } from '../../../ui/useAutosave';
import type { EntryReturn } from '../api';

type Saved = components['schemas']['SavedReturnAnswer'];

export interface ItemAnswer {
  text: string;
  done: boolean;
}
/** As the server has it. */
export interface KeptAnswer extends ItemAnswer {
  version: number;
  savedBy: string | null;
}
/** Both texts of one item, when somebody else wrote it meanwhile. */
export interface AnswerConflict {
  theirs: KeptAnswer;
  keepMine: () => void;
  takeTheirs: () => void;
}

export interface Answers {
  of: (index: number) => ItemAnswer;
  savedBy: (index: number) => string | null;
  conflictOf: (index: number) => AnswerConflict | null;
  change: (index: number, change: Partial<ItemAnswer>) => void;
  status: SaveStatus;
  savedAt: Date | null;
  /** Sends what is not on the server yet; true when it has everything. */
  flush: () => Promise<boolean>;
  forget: () => Promise<void>;
}

interface State {
  typed: Record<number, ItemAnswer>;
  kept: Record<number, KeptAnswer>;
  conflicts: Record<number, KeptAnswer>;
}

const DELAY = 900;
const NONE: KeptAnswer = { text: '', done: false, version: 0, savedBy: null };
const same = (a: ItemAnswer, b: ItemAnswer): boolean => a.text === b.text && a.done === b.done;

/**
 * The answers to one return: each item goes to the server a moment after it was typed, and stays on the device until it
 * arrived. Several people may answer; whoever writes the same item later sees both texts.
 */
export function useAnswers(entryId: string, request: EntryReturn | undefined): Answers {
  const { account } = useSession();
  const no = request?.no ?? 0;
  const key = `${account.id}:answers:${entryId}:${no}`;
  const [state, setState] = useState<State>(() => ({ typed: {}, kept: keptOf(request), conflicts: {} }));
  const [status, setStatus] = useState<SaveStatus>('saved');
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const now = useRef(state);
  const sending = useRef<Promise<boolean> | null>(null);
  const timer = useRef(0);

  const set = useCallback((next: State): void => {
    now.current = next;
    setState(next);
  }, []);
  const open = (): number[] =>
    Object.keys(now.current.typed)
      .map(Number)
      .filter((index) => {
        const typed = now.current.typed[index];
        return typed !== undefined && !same(typed, now.current.kept[index] ?? NONE);
      });
  const waiting = (): Record<number, ItemAnswer & { version: number }> =>
    Object.fromEntries(
      open().map((index) => [
        index,
        { ...(now.current.typed[index] ?? NONE), version: (now.current.kept[index] ?? NONE).version },
      ]),
    );

  const sendAll = useCallback(
    async (keepalive: boolean): Promise<boolean> => {
      for (const index of open()) {
        if (now.current.conflicts[index]) continue;
        const typed = now.current.typed[index] ?? NONE;
        setStatus('saving');
        try {
          const saved = await call<Saved>('PUT', `/api/entries/${entryId}/return-answers`, {
            keepalive,
            body: { no, index, answer: typed.text, done: typed.done, version: (now.current.kept[index] ?? NONE).version },
          });
          const kept = { ...typed, version: saved.version, savedBy: account.fullName };
          set({ ...now.current, kept: { ...now.current.kept, [index]: kept } });
          setSavedAt(new Date());
        } catch (error) {
          const problem = asProblem(error);
          const params = problem.body.params as { current?: { answer: string; done: boolean; version: number; savedBy: string | null } } | undefined;
          if (problem.code === 'CHANGED_MEANWHILE' && params?.current) {
            const { answer, done, version, savedBy } = params.current;
            set({ ...now.current, conflicts: { ...now.current.conflicts, [index]: { text: answer, done, version, savedBy } } });
            setStatus('conflict');
            continue;
          }
          setStatus(problem.status === 0 || problem.status === 401 ? 'offline' : 'error');
          return false;
        }
      }
      const left = open().length;
      if (left > 0) {
        setStatus(Object.keys(now.current.conflicts).length > 0 ? 'conflict' : 'dirty');
        return false;
      }
      setStatus('saved');
      await forgetDraft(key);
      return true;
    },
    [account.fullName, entryId, key, no, set],
  );

  const flush = useCallback(
    async (keepalive = false): Promise<boolean> => {
      window.clearTimeout(timer.current);
      while (sending.current) await sending.current;
      sending.current = sendAll(keepalive);
      try {
        return await sending.current;
      } finally {
        sending.current = null;
      }
    },
    [sendAll],
  );

  // What did not reach the server the last time: shown again, and a text that is newer there is shown beside it.
  useEffect(() => {
    let left = false;
    const recover = async (): Promise<void> => {
      const draft = await readDraft<Record<number, ItemAnswer & { version: number }>>(key);
      if (!draft || left || no === 0) return;
      const typed = { ...now.current.typed };
      const conflicts = { ...now.current.conflicts };
      for (const [name, one] of Object.entries(draft.value)) {
        const index = Number(name);
        const kept = now.current.kept[index] ?? NONE;
        if (typeof one !== 'object' || typed[index] || same(one, kept)) continue;
        typed[index] = { text: one.text, done: one.done };
        if (kept.version > one.version) conflicts[index] = kept;
      }
      set({ ...now.current, typed, conflicts });
      if (open().length > 0) void flush();
    };
    void recover();
    return () => {
      left = true;
    };
  }, [flush, key, no, set]);

  useEffect(() => {
    const leave = (): void => {
      if (open().length === 0) return;
      keepDraftNow(key, { value: waiting(), version: no, at: Date.now() });
      void flush(true);
    };
    const again = (): void => void (open().length > 0 && flush());
    const hide = (): void => {
      if (document.visibilityState === 'hidden') leave();
    };
    const retry = window.setInterval(() => navigator.onLine && again(), 15_000);
    window.addEventListener('online', again);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.clearInterval(retry);
      window.removeEventListener('online', again);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hide);
      leave();
    };
  }, [flush, key, no]);

  const settle = (index: number, mine: boolean): void => {
    const { [index]: theirs = NONE, ...conflicts } = now.current.conflicts;
    const { [index]: typed = theirs, ...others } = now.current.typed;
    set({ typed: mine ? { ...others, [index]: typed } : others, kept: { ...now.current.kept, [index]: theirs }, conflicts });
    void flush();
  };

  return {
    of: (index) => state.typed[index] ?? state.kept[index] ?? NONE,
    savedBy: (index) => (state.kept[index] ?? NONE).savedBy,
    conflictOf: (index) => {
      const theirs = state.conflicts[index];
      return theirs ? { theirs, keepMine: () => settle(index, true), takeTheirs: () => settle(index, false) } : null;
    },
    change: (index, change) => {
      const before = now.current.typed[index] ?? now.current.kept[index] ?? NONE;
      set({ ...now.current, typed: { ...now.current.typed, [index]: { text: before.text, done: before.done, ...change } } });
      setStatus((was) => (was === 'saving' || was === 'conflict' ? was : 'dirty'));
      void keepDraft(key, { value: waiting(), version: no, at: Date.now() });
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), DELAY);
    },
    status,
    savedAt,
    flush: () => flush(),
    forget: () => forgetDraft(key),
  };
}

function keptOf(request: EntryReturn | undefined): Record<number, KeptAnswer> {
  return Object.fromEntries(
    (request?.items ?? []).map((item, index) => [
      index,
      { text: item.answer ?? '', done: item.done, version: item.version, savedBy: item.savedBy },
    ]),
  );
}
