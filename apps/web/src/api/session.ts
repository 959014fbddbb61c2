import { queryOptions, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { rememberCsrf, send } from './send';

export type Role =
  | 'REPORTER'
  | 'UNIT_HEAD'
  | 'OFFICER'
  | 'LEADER'
  | 'JUDGE'
  | 'COUNCIL_MEMBER'
  | 'COUNCIL_SECRETARY'
  | 'COUNCIL_CHAIR'
  | 'BOARD_STAFF'
  | 'AUDITOR'
  | 'ADMIN';

export interface Account {
  id: string;
  login: string;
  fullName: string;
  title: string | null;
  email: string | null;
  unit: { id: string; name: string; level: string };
}

export interface RoleHeld {
  role: Role;
  unitId: string;
  unitName: string;
  roundId: string | null;
}

export interface Session {
  account: Account | null;
  mustChangePassword: boolean;
  roles: RoleHeld[];
  csrfToken: string;
}

async function call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Response> {
  return send(
    new Request(new URL(path, location.origin), {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

async function readSession(response: Response): Promise<Session> {
  const session = (await response.json()) as Session;
  rememberCsrf(session.csrfToken);
  return session;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => readSession(await call('GET', '/api/session')),
  staleTime: 5 * 60_000,
});

export async function signIn(queries: QueryClient, login: string, password: string): Promise<Session> {
  const session = await readSession(await call('POST', '/api/session', { login, password }));
  queries.setQueryData(sessionQuery.queryKey, session);
  return session;
}

export async function signOut(queries: QueryClient): Promise<void> {
  await call('DELETE', '/api/session');
  queries.clear();
  // A fresh page: nothing of this person stays in memory for the next one at the same machine.
  location.assign('/sign-in');
}

export async function changePassword(queries: QueryClient, current: string, password: string): Promise<void> {
  await call('POST', '/api/password/change', { current, password });
  // The server may start a new session, with a new token.
  queries.setQueryData(sessionQuery.queryKey, await readSession(await call('GET', '/api/session')));
}

export const forgotPassword = (login: string): Promise<Response> => call('POST', '/api/password/forgot', { login });
export const resetPassword = (token: string, password: string): Promise<Response> =>
  call('POST', '/api/password/reset', { token, password });

/** The session on a screen behind sign-in: the account is always there. */
export function useSession(): Session & { account: Account } {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data.account) throw new Error('useSession is for screens behind sign-in');
  return data as Session & { account: Account };
}

/** For what a screen offers (navigation, filters). What an account may do to a record comes from `can` of the record. */
export function hasRole(session: Session, ...roles: Role[]): boolean {
  return session.roles.some((held) => roles.includes(held.role));
}
