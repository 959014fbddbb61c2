import { AppError, isStorableText, type Locale, withContext } from '@app/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Vietnamese unless the browser asks for English first. */
export function localeOf(request: FastifyRequest): Locale {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'vi';
}

/** The first path of a text that no database or paper can hold: NUL, control characters, half a surrogate pair. */
function badText(value: unknown, path: string, depth = 0): string | undefined {
  if (typeof value === 'string') return isStorableText(value, true) ? undefined : path || 'body';
  if (typeof value !== 'object' || value === null || depth > 12) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorableText(key, false)) return path || 'body';
    const found = badText(inner, path ? `${path}.${key}` : key, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/**
 * Runs the rest of each request in a context of its own (request id, language), and refuses once, for all routes, what
 * no route can accept: broken text anywhere, an id in the path that is none.
 */
export function addRequestContext(server: FastifyInstance): void {
  // After the body was parsed: stream callbacks before it would lose the context again.
  server.addHook('preValidation', (request, _reply, done) => {
    const params = (request.params ?? {}) as Record<string, string>;
    for (const [name, value] of Object.entries(params))
      if (/^(id|.*Id)$/.test(name) && !UUID.test(value)) return done(new AppError('NOT_FOUND'));
    const bad = badText(request.body, '') ?? badText(request.query, '') ?? badText(params, '');
    if (bad !== undefined) return done(new AppError('VALIDATION_FAILED', {}, [{ field: bad, code: 'FIELD_BAD_CHARACTERS' }]));
    return withContext({ requestId: request.id, locale: localeOf(request) }, () => done());
  });
}
