import { useState, type FormEvent } from 'react';
import { Button, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { t } from '../../i18n';
import { withoutMarks } from '../../i18n/marks';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { UnitPicker } from '../../ui/UnitPicker';
import css from './Admin.module.css';
import { createAccount } from './api';
import { PasswordShown } from './PasswordShown';
import type { TemporaryPassword } from './types';

const empty = { fullName: '', login: '', title: '', email: '', phone: '' };

/** "Nguyễn Thị Hoa" → "nguyenthihoa": a proposal that can be changed. */
const proposed = (fullName: string): string =>
  withoutMarks(fullName)
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 100);

export default function NewAccount() {
  const search = useSearch({ from: '/app/accounts/new' });
  const queries = useQueryClient();
  const [form, setForm] = useState(empty);
  const [ownLogin, setOwnLogin] = useState(false);
  const [unitId, setUnitId] = useState<string | null>(search.unitId ?? null);
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<TemporaryPassword | null>(null);
  const { problem, busy, run } = useProblem();
  const set = (patch: Partial<typeof form>): void => setForm({ ...form, ...patch });
  const missing = (value: string | null): string | undefined =>
    tried && !value?.trim() ? t('admin.fill_in') : undefined;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!unitId || !form.fullName.trim() || !form.login.trim()) return;
    await run(async () => {
      setMade(
        await createAccount({
          login: form.login.trim(),
          fullName: form.fullName,
          unitId,
          title: form.title,
          ...(form.email.trim() ? { email: form.email } : {}),
          ...(form.phone.trim() ? { phone: form.phone } : {}),
        }),
      );
      await queries.invalidateQueries({ queryKey: ['accounts'] });
    });
  }

  const crumbs = [{ label: t('admin.accounts'), to: '/accounts' }];
  if (made)
    return (
      <Page title={t('admin.account_made', { name: made.account.fullName })} breadcrumb={crumbs}>
        <PasswordShown login={made.account.login} password={made.temporaryPassword} />
        <Section title={t('admin.next')} hint={t('admin.next_hint')}>
          <div className={css.buttons}>
            <LinkButton to="/accounts/$id" params={{ id: made.account.id }}>
              {t('admin.give_role')}
            </LinkButton>
            <Button
              variant="default"
              onClick={() => {
                setMade(null);
                setForm(empty);
                setOwnLogin(false);
                setTried(false);
              }}
            >
              {t('admin.account_another')}
            </Button>
          </div>
        </Section>
      </Page>
    );
  return (
    <Page title={t('admin.account_new')} breadcrumb={crumbs}>
      <Section title={t('admin.account_details')}>
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Stack gap="md">
            <TextInput
              label={t('admin.full_name')}
              required
              maxLength={200}
              value={form.fullName}
              error={missing(form.fullName) ?? problem?.field('fullName')}
              autoComplete="off"
              onChange={(event) => {
                const fullName = event.currentTarget.value;
                set({ fullName, ...(ownLogin ? {} : { login: proposed(fullName) }) });
              }}
            />
            <TextInput
              label={t('admin.login')}
              description={t('admin.login_hint')}
              required
              maxLength={100}
              value={form.login}
              error={missing(form.login) ?? problem?.field('login')}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => {
                setOwnLogin(true);
                set({ login: event.currentTarget.value.toLowerCase() });
              }}
            />
            <UnitPicker
              label={t('admin.unit')}
              required
              value={unitId}
              onChange={setUnitId}
              error={missing(unitId) ?? problem?.field('unitId')}
            />
            <TextInput
              label={t('admin.title')}
              description={t('admin.title_hint')}
              maxLength={200}
              value={form.title}
              onChange={(event) => set({ title: event.currentTarget.value })}
              error={problem?.field('title')}
            />
            <div className={css.two}>
              <TextInput
                type="email"
                label={t('admin.email')}
                maxLength={200}
                value={form.email}
                onChange={(event) => set({ email: event.currentTarget.value })}
                error={problem?.field('email')}
                autoComplete="off"
              />
              <TextInput
                type="tel"
                label={t('admin.phone')}
                maxLength={30}
                value={form.phone}
                onChange={(event) => set({ phone: event.currentTarget.value })}
                error={problem?.field('phone')}
                autoComplete="off"
              />
            </div>
            <p className={css.dim}>{t('admin.email_hint')}</p>
          </Stack>
          <ProblemAlert problem={problem} />
          <div className={css.buttons}>
            <Button type="submit" size="md" loading={busy}>
              {t('admin.account_create')}
            </Button>
          </div>
        </form>
      </Section>
    </Page>
  );
}
