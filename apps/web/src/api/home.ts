import { queryOptions } from '@tanstack/react-query';
import { api, ok, type Schema } from './client';

/** One thing that waits for the user; `href` is a path of the work area, texts are in the user's language. */
export type HomeItem = Schema<'WaitingItem'>;

/** An entry of the reader's unit that somebody else has in hand. */
export type HomeElsewhere = Schema<'ElsewhereItem'>;

export const homeQuery = queryOptions({ queryKey: ['home'], queryFn: () => ok(api.GET('/api/home')) });
