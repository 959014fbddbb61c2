import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { asProblem, type FieldError, type Problem } from '../../api/problem';
import { readDevice, writeDevice } from '../../theme/appearance';
import { roundQuery, saveRules } from './api';
import type { RoundDetail, RoundRules } from './types';

export type SaveState = 'saved' | 'dirty' | 'saving' | 'invalid' | 'conflict' | 'offline' | 'error';
export type Mode = 'read' | 'draft' | 'amend';

export interface RulesDraft {
  rules: RoundRules;
  state: SaveState;
  savedAt: Date | null;
  /** What the server refused last, with places such as `chain.0.days`. */
  problems: FieldError[];
  problem: Problem | null;
  /** The text kept on this device came back. */
  recovered: boolean;
  edit: (change: (rules: RoundRules) => RoundRules) => void;
  /** Saves now; true when the server has it. */
  save: () => Promise<boolean>;
  /** Keeps what is on the screen over the newer version of the server. */
  keepMine: () => Promise<void>;
  /** Drops what is on the screen. */
  takeTheirs: () => Promise<void>;
  refuse: (problem: Problem) => void;
}

interface Kept {
  version: number;
  rules: RoundRules;
}

const delay = 1200;
const keyOf = (id: string, mode: Mode): string => `dvk.rules.${mode}.${id}`;

function kept(id: string, mode: Mode): Kept | null {
  try {
    const text = mode === 'read' ? null : readDevice(keyOf(id, mode));
    return text ? (JSON.parse(text) as Kept) : null;
  } catch {
    return null;
  }
}

function forget(id: string, mode: Mode): void {
  try {
    localStorage.removeItem(keyOf(id, mode));
  } catch {
    // A blocked storage kept nothing.
  }
}

export const forgetAmendment = (id: string): void => forget(id, 'amend');

/**
 * The rules while they are edited. Every change is kept on the device at once; a draft is sent to the server a moment
 * later, which checks it and refuses rules that cannot work: then it stays on the device until it is mended. An
 * amendment is sent only with its reason.
 */
export function useRulesDraft(round: RoundDetail, mode: Mode): RulesDraft {
  const queries = useQueryClient();
  const start = useMemo(() => kept(round.id, mode), [round.id, mode]);
  const [rules, setRules] = useState<RoundRules>(start?.rules ?? round.rules);
  const [state, setState] = useState<SaveState>(start ? 'dirty' : 'saved');
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(rules);
  const version = useRef(start?.version ?? round.version);
  const running = useRef<Promise<boolean> | null>(null);
  const timer = useRef<number | undefined>(undefined);

  const send = useCallback(async (): Promise<boolean> => {
    const sent = latest.current;
    setState('saving');
    try {
      const answer = await saveRules(round.id, version.current, sent);
      version.current = answer.version;
      queries.setQueryData(roundQuery(round.id).queryKey, answer);
      setProblem(null);
      if (latest.current !== sent) {
        setState('dirty');
        return false;
      }
      forget(round.id, mode);
      setSavedAt(new Date());
      setState('saved');
      return true;
    } catch (error) {
      const refused = asProblem(error);
      setProblem(refused);
      setState(
        refused.code === 'CHANGED_MEANWHILE' || refused.code === 'RULES_FROZEN'
          ? 'conflict'
          : refused.code === 'RULES_INVALID' || refused.code === 'VALIDATION_FAILED'
            ? 'invalid'
            : refused.status === 0
              ? 'offline'
              : 'error',
      );
      return false;
    }
  }, [mode, queries, round.id]);

  const save = useCallback(async (): Promise<boolean> => {
    window.clearTimeout(timer.current);
    await running.current;
    running.current = send();
    const done = await running.current;
    running.current = null;
    return done;
  }, [send]);

  const edit = useCallback(
    (change: (before: RoundRules) => RoundRules): void => {
      if (mode === 'read') return;
      latest.current = change(latest.current);
      setRules(latest.current);
      setState((before) => (before === 'conflict' ? before : 'dirty'));
      writeDevice(
        keyOf(round.id, mode),
        JSON.stringify({ version: version.current, rules: latest.current } satisfies Kept),
      );
    },
    [mode, round.id],
  );

  useEffect(() => {
    if (mode !== 'draft' || state !== 'dirty') return undefined;
    timer.current = window.setTimeout(() => void save(), delay);
    return () => window.clearTimeout(timer.current);
  }, [mode, rules, save, state]);

  useEffect(() => {
    const again = (): void => {
      if (mode === 'draft' && (state === 'offline' || state === 'error')) void save();
    };
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [mode, save, state]);

  async function keepMine(): Promise<void> {
    const theirs = await queries.fetchQuery({ ...roundQuery(round.id), staleTime: 0 });
    version.current = theirs.version;
    await save();
  }

  async function takeTheirs(): Promise<void> {
    const theirs = await queries.fetchQuery({ ...roundQuery(round.id), staleTime: 0 });
    forget(round.id, mode);
    version.current = theirs.version;
    latest.current = theirs.rules;
    setRules(theirs.rules);
    setProblem(null);
    setState('saved');
  }

  const problems = useMemo(
    () => (problem?.errors ?? []).map((error) => ({ ...error, field: error.field.replace(/^rules\.?/, '') })),
    [problem],
  );
  return {
    rules,
    state,
    savedAt,
    problems,
    problem,
    recovered: start !== null,
    edit,
    save,
    keepMine,
    takeTheirs,
    refuse: setProblem,
  };
}
