import { useState } from 'react';
import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { hasRole, useSession } from '../../api/session';
import { t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Facts } from '../../ui/Facts';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { accountQuery, newPassword, updateAccount } from './api';
import css from './Admin.module.css';
import { useAccountChanged } from './account-changed';
import { EditAccount } from './EditAccount';
import { Grants } from './Grants';
import { PasswordShown } from './PasswordShown';
import type { AccountRecord } from './types';

export default function AccountScreen() {
  const { id } = useParams({ from: '/app/accounts/$id' });
  const { data, error, isPending, refetch } = useQuery(accountQuery(id));
  if (data) return <Detail key={data.id} account={data} />;
  return (
    <Page title={t('admin.account')} breadcrumb={[{ label: t('admin.accounts'), to: '/accounts' }]}>
      {isPending && <Skeletons rows={4} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
    </Page>
  );
}

function Detail({ account }: { account: AccountRecord }) {
  const session = useSession();
  const changed = useAccountChanged();
  const [doing, setDoing] = useState<'edit' | 'disable' | 'password' | null>(null);
  const [password, setPassword] = useState<string | null>(null);
  const stop = (): void => setDoing(null);
  const keeps = account.can.includes('update');
  const mine = account.id === session.account.id;
  return (
    <Page
      title={account.fullName}
      breadcrumb={[{ label: t('admin.accounts'), to: '/accounts' }]}
      lead={
        <>
          {[account.title, account.unit.name].filter(Boolean).join(' · ')}{' '}
          {account.disabled && <Badge color="red">{t('admin.disabled')}</Badge>}
        </>
      }
      actions={
        keeps && (
          <Button variant="default" onClick={() => setDoing('edit')}>
            {t('admin.account_edit')}
          </Button>
        )
      }
    >
      {password && <PasswordShown login={account.login} password={password} />}
      <Section title={t('admin.account_details')}>
        <Facts
          facts={[
            [t('admin.login'), account.login],
            [t('admin.title'), account.title],
            [t('admin.unit'), account.unit.name],
            [t('admin.email'), account.email],
            [t('admin.phone'), account.phone],
            [t('admin.password'), account.mustChangePassword ? t('admin.first_password_hint') : null],
          ]}
        />
      </Section>
      <Grants account={account} />
      {keeps && (
        <Section title={t('admin.access')} hint={mine ? t('admin.access_mine') : undefined}>
          <div className={css.buttons}>
            <Button variant="default" onClick={() => setDoing('password')}>
              {t('admin.reset_password')}
            </Button>
            {!mine && (
              <Button
                variant="default"
                color={account.disabled ? undefined : 'red'}
                onClick={() => setDoing('disable')}
              >
                {t(account.disabled ? 'admin.enable' : 'admin.disable')}
              </Button>
            )}
          </div>
        </Section>
      )}
      {hasRole(session, 'AUDITOR') && (
        <LinkButton to="/audit" search={{ subjectType: 'Account', subjectId: account.id }} variant="subtle">
          {t('admin.audit_of_this')}
        </LinkButton>
      )}
      <EditAccount account={account} opened={doing === 'edit'} onClose={stop} />
      <ConfirmDialog
        opened={doing === 'password'}
        onClose={stop}
        title={t('admin.reset_title', { name: account.fullName })}
        consequences={[t('admin.reset_means_old'), t('admin.reset_means_sessions'), t('admin.reset_means_new')]}
        confirmLabel={t('admin.reset_password')}
        onConfirm={async () => {
          const made = await newPassword(account.id);
          setPassword(made.temporaryPassword);
          await changed(made.account);
        }}
      />
      <ConfirmDialog
        opened={doing === 'disable'}
        onClose={stop}
        title={t(account.disabled ? 'admin.enable_title' : 'admin.disable_title', { name: account.fullName })}
        consequences={
          account.disabled
            ? [t('admin.enable_means')]
            : [t('admin.disable_means_now'), t('admin.disable_means_kept'), t('admin.disable_means_back')]
        }
        confirmLabel={t(account.disabled ? 'admin.enable' : 'admin.disable')}
        onConfirm={async () =>
          changed(await updateAccount(account.id, { version: account.version, disabled: !account.disabled }))
        }
      />
    </Page>
  );
}
