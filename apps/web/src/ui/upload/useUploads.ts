import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useSession } from '../../api/session';
import { queue } from './queue';
import type { Finisher, UploadItem } from './types';

/** The files on their way in one form, or in one place of it. */
export function useUploads(scope: string, group?: string): readonly UploadItem[] {
  const all = useSyncExternalStore(queue.subscribe, queue.all);
  return useMemo(
    () => all.filter((item) => item.scope === scope && (group === undefined || item.group === group)),
    [all, group, scope],
  );
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
