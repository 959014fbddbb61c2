import { useState } from 'react';
import { Button, Select } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Problem } from '../../api/problem';
import { formatDate, inVietnam, t, textOf } from '../../i18n';
import { DateField } from '../../ui/DateField';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyState } from '../../ui/EmptyState';
import { useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { UnitPicker } from '../../ui/UnitPicker';
import { roundsQuery } from '../rounds/api';
import { useAccountChanged } from './account-changed';
import { roleName } from './Accounts';
import css from './Admin.module.css';
import { accountQuery, createGrant, deleteGrant } from './api';
import { type AccountRecord, type GrantHeld, roles } from './types';
import { FormDialog } from './UnitForms';

const today = (): string => inVietnam(Date.now()).format('YYYY-MM-DD');

function useRoundName(): (id: string) => string {
  const { data } = useInfiniteQuery(roundsQuery());
  const names = new Map(data?.pages.flatMap((page) => page.items).map((round) => [round.id, round.name]));
  return (id) => names.get(id) ?? t('admin.one_round');
}

/** Roles = role × unit (with all below it) × period × all rounds or one. */
export function Grants({ account }: { account: AccountRecord }) {
  const queries = useQueryClient();
  const roundName = useRoundName();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<GrantHeld | null>(null);
  const may = account.can.includes('grant');
  const grants = [...account.grants].sort((a, b) => Number(b.active) - Number(a.active));
  return (
    <Section
      title={t('admin.grants')}
      hint={t('admin.grants_hint')}
      actions={
        may ? (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('admin.grant_add')}
          </Button>
        ) : undefined
      }
    >
      {grants.length === 0 && <EmptyState title={t('admin.no_role')} hint={t('admin.no_role_hint')} />}
      <div role="list">
        {grants.map((grant) => (
          <div key={grant.id} role="listitem" className={css.grant} data-past={!grant.active || undefined}>
            <span>
              <strong>{roleName(grant.role)}</strong> · {grant.unitName}
              <br />
              <span className={css.dim}>
                {[
                  grant.roundId ? roundName(grant.roundId) : t('admin.all_rounds'),
                  grant.validTo
                    ? t('admin.period', { from: formatDate(grant.validFrom), to: formatDate(grant.validTo) })
                    : t('admin.period_open', { from: formatDate(grant.validFrom) }),
                  grant.active ? null : t(grant.validFrom > today() ? 'admin.grant_future' : 'admin.grant_past'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {may && (grant.active || grant.validFrom > today()) && (
              <Button
                variant="subtle"
                color="red"
                onClick={() => setEnding(grant)}
                aria-label={`${t('admin.grant_end')}: ${roleName(grant.role)}, ${grant.unitName}`}
              >
                {t('admin.grant_end')}
              </Button>
            )}
          </div>
        ))}
      </div>
      <AddGrant account={account} opened={adding} onClose={() => setAdding(false)} />
      <ConfirmDialog
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={ending ? t('admin.grant_end_title', { role: roleName(ending.role), unit: ending.unitName }) : ''}
        consequences={[t('admin.grant_end_means'), t('admin.grant_end_kept')]}
        confirmLabel={t('admin.grant_end')}
        onConfirm={async () => {
          if (!ending) return;
          await deleteGrant(ending.id);
          await Promise.all([
            queries.invalidateQueries({ queryKey: accountQuery(account.id).queryKey }),
            queries.invalidateQueries({ queryKey: ['accounts'] }),
          ]);
        }}
      />
    </Section>
  );
}

/** The server names roles by their code; people know their names. */
function withRoleNames(problem: Problem | null): Problem | null {
  if (problem?.code !== 'ROLES_EXCLUDE_EACH_OTHER') return problem;
  const named = (text: string): string =>
    text.replace(/\b[A-Z]+(_[A-Z]+)*\b/g, (code) => textOf(`common.role_${code}`) ?? code);
  return new Problem(problem.status, { ...problem.body, title: named(problem.title), detail: named(problem.detail) });
}

function AddGrant({ account, opened, onClose }: { account: AccountRecord; opened: boolean; onClose: () => void }) {
  const changed = useAccountChanged();
  const rounds = useInfiniteQuery(roundsQuery());
  const { problem, busy, run } = useProblem();
  const [role, setRole] = useState<string | null>(null);
  const [unitId, setUnitId] = useState<string | null>(account.unit.id);
  const [roundId, setRoundId] = useState<string | null>(null);
  const [validFrom, setValidFrom] = useState(today);
  const [validTo, setValidTo] = useState('');
  const [tried, setTried] = useState(false);
  const chosen = roles.find((known) => known === role);
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('admin.grant_add_to', { name: account.fullName })}
      action={t('admin.grant_add')}
      problem={withRoleNames(problem)}
      busy={busy}
      onSubmit={async () => {
        setTried(true);
        if (!chosen || !unitId) return;
        await run(async () => {
          await changed(
            await createGrant(account.id, {
              role: chosen,
              unitId,
              ...(roundId ? { roundId } : {}),
              ...(validFrom ? { validFrom } : {}),
              ...(validTo ? { validTo } : {}),
            }),
          );
          setTried(false);
          setRole(null);
          onClose();
        });
      }}
    >
      <Select
        label={t('admin.role')}
        required
        value={role}
        onChange={setRole}
        data={roles.map((value) => ({ value, label: roleName(value) }))}
        description={chosen && textOf(`admin.may_${chosen}`)}
        error={tried && !chosen ? t('admin.fill_in') : problem?.field('role')}
        data-autofocus
      />
      <UnitPicker
        label={t('admin.grant_unit')}
        description={t('admin.grant_unit_hint')}
        required
        value={unitId}
        onChange={setUnitId}
        error={tried && !unitId ? t('admin.fill_in') : problem?.field('unitId')}
      />
      {chosen !== 'ADMIN' && (
        <Select
          label={t('admin.grant_round')}
          clearable
          value={roundId}
          placeholder={t('admin.all_rounds')}
          onChange={setRoundId}
          error={problem?.field('roundId')}
          data={
            rounds.data?.pages
              .flatMap((page) => page.items)
              .map((round) => ({ value: round.id, label: `${round.name} (${round.code})` })) ?? []
          }
          clearButtonProps={{ 'aria-label': t('common.remove') }}
        />
      )}
      <div className={css.two}>
        <DateField
          label={t('admin.grant_from')}
          value={validFrom || null}
          onChange={(day) => setValidFrom(day ?? '')}
          error={problem?.field('validFrom')}
        />
        <DateField
          label={t('admin.grant_to')}
          description={t('admin.grant_to_hint')}
          value={validTo || null}
          onChange={(day) => setValidTo(day ?? '')}
          error={problem?.field('validTo')}
        />
      </div>
    </FormDialog>
  );
}
