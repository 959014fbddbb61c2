import { useQueryClient } from '@tanstack/react-query';
import { accountQuery } from './api';
import type { AccountRecord } from './types';

/** Everything that shows this account is asked again. */
export function useAccountChanged(): (account: AccountRecord) => Promise<void> {
  const queries = useQueryClient();
  return async (account) => {
    queries.setQueryData(accountQuery(account.id).queryKey, account);
    await queries.invalidateQueries({ queryKey: ['accounts'] });
  };
}
