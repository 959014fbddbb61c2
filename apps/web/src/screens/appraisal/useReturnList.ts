import { useEffect, useState } from 'react';
import { useSession } from '../../api/session';
import { forgetDraft, keepDraft, readDraft } from '../../ui/drafts';

export interface ReturnItem {
  /** Field code or criterion code. */
  part: string;
  text: string;
}

export interface ReturnList {
  items: readonly ReturnItem[];
  textOf: (part: string) => string | undefined;
  /** `here`: the text is wanted where the button was, not in the list of the return. */
  add: (part: string, here?: boolean) => void;
  /** The part that was just added beside it. */
  opened: string | null;
  change: (part: string, text: string) => void;
  remove: (part: string) => void;
  clear: () => void;
}

/** The one list of a return, gathered while reading. It is kept on the device until it is sent: the server has no half returns. */
export function useReturnList(entryId: string, revisionNo: number): ReturnList {
  const { account } = useSession();
  const key = `${account.id}:return:${entryId}:${revisionNo}`;
  const [items, setItems] = useState<readonly ReturnItem[]>([]);
  const [opened, setOpened] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    const bringBack = async (): Promise<void> => {
      const draft = await readDraft<ReturnItem[]>(key);
      if (!left && draft) setItems((before) => (before.length > 0 ? before : draft.value));
    };
    void bringBack();
    return () => {
      left = true;
    };
  }, [key]);
  const set = (next: readonly ReturnItem[]): void => {
    setItems(next);
    void (next.length > 0 ? keepDraft(key, { value: next, version: revisionNo, at: Date.now() }) : forgetDraft(key));
  };
  return {
    items,
    textOf: (part) => items.find((item) => item.part === part)?.text,
    opened,
    add: (part, here = false) => {
      setOpened(here ? part : null);
      if (!items.some((item) => item.part === part)) set([...items, { part, text: '' }]);
    },
    change: (part, text) => set(items.map((item) => (item.part === part ? { part, text } : item))),
    remove: (part) => set(items.filter((item) => item.part !== part)),
    clear: () => set([]),
  };
}
