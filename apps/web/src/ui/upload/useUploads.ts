import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useSession } from '../../api/session';
import { queue } from './queue';
import type { Finisher, UploadItem } from './types';

/** The files on their way in one form, or in one place of it; draws again only when one of these changes. */
export function useUploads(scope: string, group?: string): readonly UploadItem[] {
  const before = useRef<readonly UploadItem[]>([]);
  return useSyncExternalStore(queue.subscribe, () => {
    const now = queue.all().filter((item) => item.scope === scope && (group === undefined || item.group === group));
    const same = now.length === before.current.length && now.every((item, index) => item === before.current[index]);
    if (!same) before.current = now;
    return before.current;
  });
}

/** Places of a form that still wait for a file, one for each file; does not draw again while bytes move. */
export function useComing(scope: string): readonly string[] {
  const text = useSyncExternalStore(queue.subscribe, () =>
    queue
      .all()
      .flatMap((item) => (item.scope === scope && item.state !== 'failed' ? [item.group] : []))
      .join('\n'),
  );
  return useMemo(() => (text === '' ? [] : text.split('\n')), [text]);
}

/** Says that the form is on the screen: its unfinished files come back, whole ones are handed to `finish`. */
export function useUploadForm(scope: string, finish: Finisher): void {
  const { account } = useSession();
  const newest = useRef(finish);
  newest.current = finish;
  useEffect(() => {
    const take: Finisher = (upload) => newest.current(upload);
    void queue.open(scope, account.id, take);
    return () => queue.close(scope, take);
  }, [account.id, scope]);
}
