import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSession } from '../../api/session';
import { PartSaver, type SaverOptions, type SaverState } from './part-saver';
import type { Parts } from './parts';

export interface PartSaving extends SaverState {
  flush: () => Promise<boolean>;
  refresh: () => Promise<void>;
  resolve: (path: string, value: unknown) => void;
  dismissRecovered: () => void;
  version: () => number;
}

/**
 * Saves by part what is on the screen. `options.base` and `version` are those of the first drawing: one record for each
 * mounting. `enabled` false: nothing is saved any more (the record was submitted).
 */
export function usePartSaving(
  value: Parts,
  {
    enabled,
    locks,
    ...options
  }: SaverOptions & { enabled: boolean; /** Changes whenever a lock does. */ locks: unknown },
): PartSaving {
  const { account } = useSession();
  const own = { ...options, key: `${account.id}.${options.key}` };
  const [saver] = useState(() => new PartSaver(own));
  saver.use(own);
  const state = useSyncExternalStore(saver.subscribe, saver.snapshot);
  useEffect(() => (enabled ? saver.start() : undefined), [enabled, saver]);
  useEffect(() => {
    if (enabled) saver.typed(value);
  }, [enabled, saver, value]);
  useEffect(() => saver.locksChanged(), [locks, saver]);
  return {
    ...state,
    flush: saver.flush,
    refresh: saver.refresh,
    resolve: saver.resolve,
    dismissRecovered: saver.dismissRecovered,
    version: saver.version,
  };
}
