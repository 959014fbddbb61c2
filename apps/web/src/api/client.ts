import { useState } from 'react';
import createClient from 'openapi-fetch';
import type { components, paths } from './schema';
import { send } from './send';

export { Problem, asProblem } from './problem';
export { upload } from './upload';

/** A shape of the API by its name there: `Schema<'EntryAnswer'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** The typed client: `await ok(api.GET('/api/entries/{id}', { params: { path: { id } } }))`. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });

/** The body of a good answer. A refusal was thrown as `Problem` before it got here. */
export async function ok<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call;
  // A 204 has no body; the caller of such a route does not use the value.
  return data as NonNullable<T>;
}

/**
 * One key for one form: a double tap, or a retry on a bad line, then creates one record.
 * `const [key, renewKey] = useIdempotencyKey()`; send it as the header `Idempotency-Key`, renew it after a
 * success if the same form may create another record.
 */
export function useIdempotencyKey(): [key: string, renew: () => void] {
  const [key, setKey] = useState(newKey);
  return [key, () => setKey(newKey())];
}

// randomUUID exists only on https and localhost; a local network test by IP address must work too.
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
