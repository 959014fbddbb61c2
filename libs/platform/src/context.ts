import { ClsServiceManager } from 'nestjs-cls';

export type Locale = 'vi' | 'en';

/** What every log line, audit row and error of one request shares. */
export interface RequestContext {
  requestId: string;
  locale: Locale;
}

const KEY = 'requestContext';

/** The running request's context; outside one (worker, CLI) a neutral one in Vietnamese. */
export function requestContext(): RequestContext {
  const cls = ClsServiceManager.getClsService();
  return (cls.isActive() ? cls.get<RequestContext | undefined>(KEY) : undefined) ?? { requestId: '-', locale: 'vi' };
}

/** Runs fn with a context of its own. */
export function withContext<T>(context: RequestContext, fn: () => T): T {
  const cls = ClsServiceManager.getClsService();
  return cls.run(() => {
    cls.set(KEY, context);
    return fn();
  });
}
