import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../../api/call';
import { asProblem } from '../../../api/problem';
import { tabName } from '../../../ui/saving/tab';

export interface PersonHere {
  name: string;
  self: boolean;
  section: string | null;
  since: string;
}
export interface SectionLock {
  section: string;
  name: string;
  mine: boolean;
  since: string;
  takenFromMe: boolean;
}
interface Here {
  version: number;
  people: PersonHere[];
  locks: SectionLock[];
}

export interface Presence {
  people: PersonHere[];
  locks: SectionLock[];
  /** The lock of somebody else on this section. */
  lockedBy: (section: string) => SectionLock | undefined;
  /** The cursor stands in this section. */
  at: (section: string) => void;
  /** Something was typed there. */
  typed: (section: string) => void;
  takeOver: (section: string) => Promise<void>;
  /** Asks the server at once. */
  look: () => void;
}

const EVERY_MS = 15_000;
/** So long after the last key a section is still "being written in". */
const TYPING_MS = 60_000;
const NOBODY: Here = { version: 0, people: [], locks: [] };

/** Who else writes in the entry, and where: a sign of life each 15 seconds, at once when another section is typed in. */
export function usePresence(entryId: string, enabled: boolean, onVersion: (version: number) => void): Presence {
  const [here, setHere] = useState<Here>(NOBODY);
  const place = useRef<{ section: string | null; typedAt: Map<string, number> }>({ section: null, typedAt: new Map() });
  const last = useRef({ here: NOBODY, onVersion, silent: false });
  last.current.onVersion = onVersion;

  const beat = useCallback(
    async (takeOver?: string): Promise<void> => {
      const { section, typedAt } = place.current;
      const where = takeOver ?? section;
      const typing = where !== null && Date.now() - (typedAt.get(where) ?? 0) < TYPING_MS;
      const answer = await call<Here>('POST', `/api/entries/${entryId}/presence`, {
        body: { tab: await tabName(), section: where, typing, ...(takeOver ? { takeOver: true } : {}) },
      });
      last.current.here = answer;
      last.current.silent = false;
      // The same answer again draws nothing and starts nothing.
      setHere((before) =>
        JSON.stringify([before.people, before.locks]) === JSON.stringify([answer.people, answer.locks])
          ? before
          : answer,
      );
      last.current.onVersion(answer.version);
    },
    [entryId],
  );
  const quietly = useCallback(
    (): void =>
      void beat().catch((error: unknown) => {
        // Without a line nobody is known to be here; who has closed the sign-in dialog is not asked again by this.
        last.current.silent = asProblem(error).status === 401;
        if (asProblem(error).status === 0)
          setHere((before) => (before.people.length > 0 ? { ...before, people: [] } : before));
      }),
    [beat],
  );

  useEffect(() => {
    if (!enabled) return undefined;
    quietly();
    const timer = window.setInterval(() => {
      if (navigator.onLine && !last.current.silent) quietly();
    }, EVERY_MS);
    const leave = (): void =>
      void tabName()
        .then((tab) =>
          call('POST', `/api/entries/${entryId}/presence`, { keepalive: true, body: { tab, leave: true } }),
        )
        .catch(() => undefined);
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', quietly);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', quietly);
      if (navigator.onLine && !last.current.silent) leave();
    };
  }, [enabled, entryId, quietly]);

  return {
    people: here.people,
    locks: here.locks,
    lockedBy: (section) => here.locks.find((lock) => lock.section === section && !lock.mine),
    at: (section) => {
      place.current.section = section;
    },
    typed: (section) => {
      const { typedAt } = place.current;
      const fresh = Date.now() - (typedAt.get(section) ?? 0) > EVERY_MS;
      place.current.section = section;
      typedAt.set(section, Date.now());
      const held = last.current.here.locks.some((lock) => lock.section === section && lock.mine);
      if (fresh && !held && enabled && !last.current.silent) quietly();
    },
    takeOver: (section) => {
      place.current.section = section;
      place.current.typedAt.set(section, Date.now());
      return beat(section);
    },
    look: quietly,
  };
}
