import { send } from './send';

interface Options {
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  headers?: Record<string, string>;
  /** Lets the request outlive the page: for the last save of a page that is being left. */
  keepalive?: boolean;
}

/** One JSON request; empty query values are left out. A refusal is thrown as `Problem`. */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { query = {}, body, headers = {}, keepalive = false }: Options = {},
): Promise<T> {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  const response = await send(
    new Request(url, {
      method,
      keepalive,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return (response.status === 204 ? undefined : await response.json()) as T;
}
