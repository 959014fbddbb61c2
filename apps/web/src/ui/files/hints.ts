import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { FileHint } from './types';

/** Files of other entries that are the same as this entry's, or look the same; for those who check it. */
export const fileHintsQuery = (entryId: string) =>
  queryOptions({
    queryKey: ['file-hints', entryId],
    queryFn: () => call<FileHint[]>('GET', `/api/entries/${entryId}/duplicates`),
    // A hint that is missing is no reason to stop reading.
    retry: false,
  });
