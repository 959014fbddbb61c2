import { queryOptions } from '@tanstack/react-query';
import { send } from './send';

/** One thing that waits for the user; `href` is a path of the work area, texts are in the user's language. */
export interface HomeItem {
  kind: string;
  title: string;
  subtitle: string | null;
  href: string;
  deadline: string | null;
  state: string | null;
  count: number | null;
}

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: async (): Promise<{ items: HomeItem[] }> => {
    const response = await send(new Request(new URL('/api/home', location.origin), { headers: { accept: 'application/json' } }));
    return (await response.json()) as { items: HomeItem[] };
  },
});
