import { queryOptions, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { api, ok, type Schema } from './client';
import { rememberCsrf } from './send';

export type Session = Schema<'SessionAnswer'>;
export type Account = Schema<'SessionAccountAnswer'>;
export type RoleHeld = Schema<'RoleHeldAnswer'>;
export type Role = RoleHeld['role'];

function remember(session: Session): Session {
  rememberCsrf(session.csrfToken);
  return session;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => remember(await ok(api.GET('/api/session'))),
  staleTime: 5 * 60_000,
});

export async function signIn(queries: QueryClient, login: string, password: string): Promise<Session> {
  const session = remember(await ok(api.POST('/api/session', { body: { login, password } })));
  queries.setQueryData(sessionQuery.queryKey, session);
  return session;
}

export async function signOut(queries: QueryClient): Promise<void> {
  await ok(api.DELETE('/api/session'));
  queries.clear();
  // A fresh page: nothing of this person stays in memory for the next one at the same machine.
  location.assign('/sign-in');
}

export async function changePassword(queries: QueryClient, current: string, password: string): Promise<void> {
  await ok(api.POST('/api/password/change', { body: { current, password } }));
  // The server may start a new session, with a new token.
  queries.setQueryData(sessionQuery.queryKey, remember(await ok(api.GET('/api/session'))));
}

export const forgotPassword = (login: string): Promise<unknown> => ok(api.POST('/api/password/forgot', { body: { login } }));
export const resetPassword = (token: string, password: string): Promise<unknown> =>
  ok(api.POST('/api/password/reset', { body: { token, password } }));

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
