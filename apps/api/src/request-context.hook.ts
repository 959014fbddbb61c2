import { AppError, type FieldError, isStorableText, type Locale, withContext } from '@app/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Vietnamese unless the browser asks for English first. */
export function localeOf(request: FastifyRequest): Locale {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'vi';
}

/** Deeper than any input; the deepest, the rules of a round, has about ten levels. What reads them calls itself at each. */
const MAX_DEPTH = 20;

/**
 * The first place that no route can accept: a text that no database or paper can hold (NUL, control characters, half a
 * surrogate pair); a list that stands directly in a list, which the checks of input classes take for its own items;
 * objects in objects without end.
 */
function badPlace(value: unknown, path: string, depth = 0, inList = false): FieldError | undefined {
  const field = path || 'body';
  if (typeof value === 'string') return isStorableText(value, true) ? undefined : { field, code: 'FIELD_BAD_CHARACTERS' };
  if (typeof value !== 'object' || value === null) return undefined;
  const isList = Array.isArray(value);
  if (depth > MAX_DEPTH || (inList && isList)) return { field, code: 'FIELD_BAD_FORMAT' };
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorableText(key, false)) return { field, code: 'FIELD_BAD_CHARACTERS' };
    const found = badPlace(inner, path ? `${path}.${key}` : key, depth + 1, isList);
    if (found) return found;
  }
  return undefined;
}

/**
 * Runs the rest of each request in a context of its own (request id, language), and refuses once, for all routes, what
 * no route can accept: broken text and endless nesting anywhere, an id in the path that is none.
 */
export function addRequestContext(server: FastifyInstance): void {
  // After the body was parsed: stream callbacks before it would lose the context again.
  server.addHook('preValidation', (request, _reply, done) => {
    const params = (request.params ?? {}) as Record<string, string>;
    for (const [name, value] of Object.entries(params))
      if (/^(id|.*Id)$/.test(name) && !UUID.test(value)) return done(new AppError('NOT_FOUND'));
    const bad = badPlace(request.body, '') ?? badPlace(request.query, '') ?? badPlace(params, '');
    if (bad) return done(new AppError('VALIDATION_FAILED', {}, [bad]));
    return withContext({ requestId: request.id, locale: localeOf(request) }, () => done());
  });
}
