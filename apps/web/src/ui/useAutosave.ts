import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from '../api/problem';
import { useSession } from '../api/session';
import { type Draft, forgetDraft, keepDraft, keepDraftNow, readDraft } from './drafts';

export type SaveStatus = 'saved' | 'dirty' | 'saving' | 'offline' | 'conflict' | 'error';

export interface SaveConflict<T> {
  mine: T;
  theirs: T;
  /** Writes mine over the newer version of the server. */
  keepMine: () => void;
  /** Drops mine, on the device too. */
  takeTheirs: () => void;
}

interface Options<T> {
  /** Names the record: `entry:${id}`. The account is added, so that two people at one machine do not mix. */
  key: string;
  /** What is on the screen. */
  value: T;
  /** The version of the record that was loaded. */
  version: number;
  /** The value that was loaded with it. */
  saved: T;
  /** Writes to the server; the answer has the new version. `keepalive` is true for the last save of a page that is left. */
  save: (value: T, version: number, keepalive: boolean) => Promise<{ version: number }>;
  /** Reads the record anew after a 409. */
  reload: () => Promise<{ value: T; version: number }>;
  /** Puts a value on the screen: recovered from the device, or theirs. */
  onReplace: (value: T) => void;
  /** 409 codes that mean "changed meanwhile"; others are shown as a refusal. */
  conflictCodes?: readonly string[];
  enabled?: boolean;
  /** Milliseconds after the last key. */
  delay?: number;
}

export interface Autosave<T> {
  status: SaveStatus;
  savedAt: Date | null;
  /** The refusal of the last try, with fields. */
  problem: Problem | null;
  conflict: SaveConflict<T> | null;
  /** Text of an earlier visit was brought back. */
  recovered: boolean;
  /** Saves what is not saved yet; true when the server has everything. Call it before submitting. */
  flush: () => Promise<boolean>;
  /** The version to send with the next action. */
  version: () => number;
}

const retryAfter = 15_000;
// Browsers refuse a request that outlives its page above 64 KB; a letter with marks takes up to 3 bytes.
const keepaliveLimit = 20_000;

/**
 * Saves what is typed: to the device at once, to the server a moment after the last key, one request at a time.
 * A failed save keeps the text on the device and tries again; a version that someone else made is never overwritten
 * unasked. One record for each mounting: give the editor `key={id}`, so that another record starts afresh.
 */
export function useAutosave<T>(options: Options<T>): Autosave<T> {
  const { value, enabled = true, delay = 1200 } = options;
  const { account } = useSession();
  const key = `${account.id}:${options.key}`;
  const [status, setStatus] = useState<SaveStatus>('saved');
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [conflict, setConflict] = useState<SaveConflict<T> | null>(null);
  const [recovered, setRecovered] = useState(false);

  // The newest of everything, for timers and events that outlive a drawing.
  const now = useRef({ options, key, value: options.value });
  now.current = { options, key, value };
  const version = useRef(options.version);
  const onServer = useRef(JSON.stringify(options.saved));
  const running = useRef<Promise<boolean> | null>(null);
  const blocked = useRef(false);
  const sending = useRef<string | undefined>(undefined);

  const draftNow = (): Draft<T> => ({ value: now.current.value, version: version.current, at: Date.now(), sending: sending.current });
  const isDirty = (): boolean => JSON.stringify(now.current.value) !== onServer.current;

  const meet = useCallback(async (): Promise<void> => {
    blocked.current = true;
    setStatus('conflict');
    const mine = now.current.value;
    const theirs = await now.current.options.reload();
    const settle = (take: boolean): void => {
      blocked.current = false;
      version.current = theirs.version;
      onServer.current = JSON.stringify(theirs.value);
      setConflict(null);
      setProblem(null);
      if (take) {
        now.current.options.onReplace(theirs.value);
        void forgetDraft(now.current.key);
        setStatus('saved');
      } else {
        setStatus('dirty');
        void saveNow.current(false);
      }
    };
    if (JSON.stringify(theirs.value) === JSON.stringify(mine)) settle(true);
    else setConflict({ mine, theirs: theirs.value, keepMine: () => settle(false), takeTheirs: () => settle(true) });
  }, []);

  const saveOnce = useCallback(
    async (keepalive: boolean): Promise<boolean> => {
      while (isDirty() && !blocked.current) {
        const sent = now.current.value;
        const text = JSON.stringify(sent);
        setStatus('saving');
        sending.current = text;
        try {
          const answer = await now.current.options.save(sent, version.current, keepalive && text.length < keepaliveLimit);
          version.current = answer.version;
          onServer.current = text;
          setSavedAt(new Date());
          setProblem(null);
        } catch (error) {
          const refused = asProblem(error);
          const codes = now.current.options.conflictCodes ?? ['CHANGED_MEANWHILE'];
          void keepDraft(now.current.key, draftNow());
          setProblem(refused);
          if (refused.status === 409 && codes.includes(refused.code)) await meet().catch(() => setStatus('error'));
          else setStatus(refused.status === 0 || refused.status === 401 ? 'offline' : 'error');
          return false;
        } finally {
          sending.current = undefined;
        }
      }
      if (blocked.current) return false;
      setStatus('saved');
      await forgetDraft(now.current.key);
      return true;
    },
    [meet],
  );

  const saveNow = useRef(async (keepalive: boolean): Promise<boolean> => {
    // A loop: of several that wait, only one may start the next request.
    while (running.current) await running.current;
    running.current = saveOnce(keepalive);
    try {
      return await running.current;
    } finally {
      running.current = null;
    }
  });

  // A record loaded anew by the screen (after an action): nothing of ours is waiting, so it is simply the new ground.
  const loaded = JSON.stringify(options.saved);
  useEffect(() => {
    if (options.version > version.current && !isDirty()) {
      version.current = options.version;
      onServer.current = loaded;
      // The text of another writer came with it: kept on the screen as it was, the next save would undo it.
      now.current.options.onReplace(now.current.options.saved);
    }
  }, [loaded, options.version]);

  useEffect(() => {
    let left = false;
    async function recover(): Promise<void> {
      const draft = await readDraft<T>(key);
      if (left) return;
      if (!draft || JSON.stringify(draft.value) === onServer.current) return;
      // Something was typed before the draft was read: that is newer.
      if (isDirty()) return;
      now.current.value = draft.value;
      now.current.options.onReplace(draft.value);
      setRecovered(true);
      // The save that was under way when the page was left did arrive: that newer version is our own.
      const ours = draft.sending !== undefined && draft.sending === onServer.current;
      if (draft.version < version.current && !ours) void meet().catch(() => setStatus('error'));
      else setStatus('dirty');
    }
    void recover();
    return () => {
      left = true;
    };
  }, [key, meet]);

  const text = JSON.stringify(value);
  useEffect(() => {
    if (!enabled || text === onServer.current) return undefined;
    if (!blocked.current) setStatus((before) => (before === 'saving' ? before : 'dirty'));
    const keep = window.setTimeout(() => void keepDraft(key, draftNow()), 250);
    const send = window.setTimeout(() => void saveNow.current(false), delay);
    return () => {
      window.clearTimeout(keep);
      window.clearTimeout(send);
    };
  }, [delay, enabled, key, text]);

  useEffect(() => {
    if (!enabled) return undefined;
    const again = (): void => {
      if (isDirty() && !running.current) void saveNow.current(false);
    };
    const leave = (): void => {
      if (!isDirty()) return;
      keepDraftNow(now.current.key, draftNow());
      if (!running.current) void saveNow.current(true);
    };
    const hide = (): void => {
      if (document.visibilityState === 'hidden') leave();
    };
    const timer = window.setInterval(() => {
      if (navigator.onLine) again();
    }, retryAfter);
    window.addEventListener('online', again);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('online', again);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hide);
      leave();
    };
  }, [enabled]);

  const flush = useCallback(async () => saveNow.current(false), []);
  return { status, savedAt, problem, conflict, recovered, flush, version: () => version.current };
}
