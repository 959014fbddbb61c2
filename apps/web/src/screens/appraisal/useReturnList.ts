import { useEffect, useState } from 'react';
import { useSession } from '../../api/session';
import { forgetDraft, keepDraft, readDraft } from '../../ui/drafts';

export type PartKind = 'FIELD' | 'CRITERION' | 'FILE';

/** What an item points at: a field and a criterion may share a code, a file has its id. */
export interface ReturnPart {
  kind: PartKind;
  part: string;
}
export interface ReturnItem extends ReturnPart {
  text: string;
}

export interface ReturnList {
  items: readonly ReturnItem[];
  textOf: (part: ReturnPart) => string | undefined;
  /** `here`: the text is wanted where the button was, not in the list of the return. */
  add: (part: ReturnPart, here?: boolean, text?: string) => void;
  /** The part that was just added beside it. */
  isOpened: (part: ReturnPart) => boolean;
  change: (part: ReturnPart, text: string) => void;
  remove: (part: ReturnPart) => void;
  clear: () => void;
  /** What was kept on the device has been read. */
  loaded: boolean;
}

export const keyOf = ({ kind, part }: ReturnPart): string => `${kind}:${part}`;

/** The one list of a return, gathered while reading. It is kept on the device until it is sent: the server has no half returns. */
export function useReturnList(entryId: string, revisionNo: number): ReturnList {
  const { account } = useSession();
  const key = `${account.id}:return:${entryId}:${revisionNo}`;
  const [items, setItems] = useState<readonly ReturnItem[]>([]);
  const [opened, setOpened] = useState<string | null>(null);
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    let left = false;
    const bringBack = async (): Promise<void> => {
      const draft = await readDraft<(Partial<ReturnItem> & { part: string; text: string })[]>(key);
      // Lists of an earlier version of this screen have no kinds: they meant fields.
      const kept = draft?.value.map((item): ReturnItem => ({ kind: 'FIELD', ...item }));
      if (left) return;
      if (kept) setItems((before) => (before.length > 0 ? before : kept));
      setLoaded(true);
    };
    void bringBack();
    return () => {
      left = true;
    };
  }, [key]);
  const set = (change: (before: readonly ReturnItem[]) => readonly ReturnItem[]): void =>
    setItems((before) => {
      const next = change(before);
      void (next.length > 0 ? keepDraft(key, { value: next, version: revisionNo, at: Date.now() }) : forgetDraft(key));
      return next;
    });
  return {
    items,
    textOf: (part) => items.find((item) => keyOf(item) === keyOf(part))?.text,
    isOpened: (part) => opened === keyOf(part),
    add: ({ kind, part }, here = false, text = '') => {
      setOpened(here ? keyOf({ kind, part }) : null);
      set((before) => (before.some((item) => keyOf(item) === keyOf({ kind, part })) ? before : [...before, { kind, part, text }]));
    },
    change: (part, text) => set((before) => before.map((item) => (keyOf(item) === keyOf(part) ? { ...item, text } : item))),
    remove: (part) => set((before) => before.filter((item) => keyOf(item) !== keyOf(part))),
    clear: () => set(() => []),
    loaded,
  };
}
