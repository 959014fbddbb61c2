import { PASSWORD } from './load/tree';

/** A person who is signed in: what every request of theirs carries. */
export interface Person {
  readonly accountId: string;
  readonly headers: Record<string, string>;
}

/** Signs in as a browser does: session cookie, CSRF token, password. */
export async function signIn(apiUrl: string, login: string): Promise<Person> {
  const first = await fetch(`${apiUrl}/api/session`);
  const visitor = (await first.json()) as { csrfToken: string };
  const answer = await fetch(`${apiUrl}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookieOf(first), 'x-csrf-token': visitor.csrfToken },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`sign-in of ${login}: ${answer.status} ${await answer.text()}`);
  const session = (await answer.json()) as { csrfToken: string; account: { id: string } };
  return {
    accountId: session.account.id,
    headers: { cookie: cookieOf(answer), 'x-csrf-token': session.csrfToken, 'content-type': 'application/json' },
  };
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
