import { currentLanguage } from '../i18n';
import { Problem, asProblem, readProblem } from './problem';
import { askToSignIn } from './sign-in-gate';

let csrfToken: string | null = null;

/** Every answer of `/api/session` brings the token that changes must carry. */
export function rememberCsrf(token: string): void {
  csrfToken = token;
}

async function fetchCsrf(): Promise<string> {
  const response = await fetch('/api/session', { credentials: 'same-origin', headers: { accept: 'application/json' } });
  if (!response.ok) throw await readProblem(response);
  const { csrfToken: token } = (await response.json()) as { csrfToken: string };
  csrfToken = token;
  return token;
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The headers of every request; a change without a token first asks for one. */
export async function commonHeaders(method: string): Promise<Record<string, string>> {
  const headers: Record<string, string> = { 'accept-language': currentLanguage() };
  if (!safe.has(method.toUpperCase())) headers['x-csrf-token'] = csrfToken ?? (await fetchCsrf());
  return headers;
}

/**
 * What to do about a refused request: `true` = send it once more.
 * 403 CSRF_INVALID: with a new token. 401: after the user signed in again over the current screen.
 */
export async function shouldRetry(problem: Problem, url: string, attempt: number): Promise<boolean> {
  if (attempt > 1) return false;
  if (problem.status === 403 && problem.code === 'CSRF_INVALID') {
    await fetchCsrf();
    return true;
  }
  const signingIn = /\/api\/(session|password\/(forgot|reset))$/.test(new URL(url, location.origin).pathname);
  return problem.status === 401 && !signingIn && (await askToSignIn());
}

/** Sends a request; a refusal is thrown as `Problem`. */
export async function send(request: Request): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const ready = request.clone();
    for (const [name, value] of Object.entries(await commonHeaders(request.method))) ready.headers.set(name, value);
    let response: Response;
    try {
      response = await fetch(ready, { credentials: 'same-origin' });
    } catch (error) {
      throw asProblem(error);
    }
    if (response.ok) return response;
    const problem = await readProblem(response);
    if (!(await shouldRetry(problem, request.url, attempt))) throw problem;
  }
}
