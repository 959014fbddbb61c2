import { useEffect, useState } from 'react';
import { Badge, Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { hasRole, useSession } from '../../api/session';
import { formatNumber, t, textOf } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { UnitPicker } from '../../ui/UnitPicker';
import css from './Admin.module.css';
import { accountsQuery } from './api';
import { type AccountRecord, roles } from './types';

export const roleName = (role: string): string => textOf(`common.role_${role}`) ?? role;

export default function Accounts() {
  const session = useSession();
  const search = useSearch({ from: '/app/accounts' });
  const navigate = useNavigate();
  const [text, setText] = useState(search.q ?? '');
  const [q] = useDebouncedValue(text.trim(), 300);
  const role = roles.find((known) => known === search.role);
  const set = (patch: { q?: string; unitId?: string; role?: string }): void =>
    void navigate({
      to: '/accounts',
      replace: true,
      search: Object.fromEntries(Object.entries({ ...search, ...patch }).filter(([, value]) => value)),
    });
  useEffect(() => {
    if (q !== (search.q ?? '')) set({ q });
  }, [q]);
  const filter = {
    ...(q ? { q } : {}),
    ...(role ? { role } : {}),
    ...(search.unitId ? { unitId: search.unitId } : {}),
  };
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    accountsQuery(filter),
  );
  const accounts = data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.keys(filter).length > 0;
  const create = hasRole(session, 'ADMIN') ? (
    <LinkButton to="/accounts/new" search={search.unitId ? { unitId: search.unitId } : {}}>
      {t('admin.account_new')}
    </LinkButton>
  ) : null;
  return (
    <Page title={t('admin.accounts')} lead={t('admin.accounts_lead')} width="wide" actions={create}>
      <div className={css.filters}>
        <TextInput
          type="search"
          label={t('common.search')}
          description={t('admin.account_search_hint')}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <UnitPicker
          label={t('admin.of_unit')}
          value={search.unitId ?? null}
          onChange={(unitId) => set({ unitId: unitId ?? '' })}
        />
        <Select
          label={t('admin.role')}
          clearable
          value={role ?? null}
          placeholder={t('common.filter_all')}
          onChange={(value) => set({ role: value ?? '' })}
          data={roles.map((value) => ({ value, label: roleName(value) }))}
          clearButtonProps={{ 'aria-label': t('common.filters_clear') }}
        />
      </div>
      {isPending && <Skeletons rows={6} height={64} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data && (
        <div className="dvk-card">
          <p className={css.count} role="status">
            {accounts.length > 0 &&
              t(hasNextPage ? 'admin.found_more' : 'admin.found', { n: formatNumber(accounts.length) })}
          </p>
          {accounts.length === 0 && (
            <EmptyState
              title={t(filtered ? 'common.list_none_match' : 'admin.accounts_empty')}
              hint={t(filtered ? 'common.list_none_match_hint' : 'admin.accounts_empty_hint')}
              action={create}
            />
          )}
          <ul className={css.rows}>
            {accounts.map((account) => (
              <li key={account.id}>
                <Row account={account} />
              </li>
            ))}
          </ul>
          {hasNextPage && (
            <Button variant="default" m="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('common.load_more')}
            </Button>
          )}
        </div>
      )}
    </Page>
  );
}

function Row({ account }: { account: AccountRecord }) {
  const held = account.grants.filter((grant) => grant.active);
  return (
    <Link to="/accounts/$id" params={{ id: account.id }} className={css.row}>
      <span className={css.name}>{account.fullName}</span>
      <span className={css.dim}>{[account.title, account.unit.name, account.login].filter(Boolean).join(' · ')}</span>
      <span className={css.tags}>
        {account.disabled && <Badge color="red">{t('admin.disabled')}</Badge>}
        {account.mustChangePassword && !account.disabled && <Badge color="amber">{t('admin.first_password')}</Badge>}
        {held.map((grant) => (
          <Badge key={grant.id} color="gray">
            {grant.unitId === account.unit.id ? roleName(grant.role) : `${roleName(grant.role)} – ${grant.unitName}`}
          </Badge>
        ))}
        {held.length === 0 && <span className={css.dim}>{t('admin.no_role')}</span>}
      </span>
    </Link>
  );
}
