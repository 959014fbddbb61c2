import { useEffect, useState } from 'react';
import { TextInput } from '@mantine/core';
import { t } from '../../i18n';
import { useProblem } from '../../ui/ProblemAlert';
import { UnitPicker } from '../../ui/UnitPicker';
import { useAccountChanged } from './account-changed';
import css from './Admin.module.css';
import { updateAccount } from './api';
import type { AccountRecord } from './types';
import { FormDialog } from './UnitForms';

const read = (account: AccountRecord) => ({
  fullName: account.fullName,
  title: account.title,
  email: account.email ?? '',
  phone: account.phone ?? '',
  unitId: account.unit.id as string | null,
});

export function EditAccount({
  account,
  opened,
  onClose,
}: {
  account: AccountRecord;
  opened: boolean;
  onClose: () => void;
}) {
  const changed = useAccountChanged();
  const { problem, busy, run } = useProblem();
  const [form, setForm] = useState(() => read(account));
  useEffect(() => {
    if (opened) setForm(read(account));
  }, [opened, account]);
  const set = (patch: Partial<typeof form>): void => setForm({ ...form, ...patch });
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('admin.account_edit')}
      action={t('common.save')}
      problem={problem}
      busy={busy}
      onSubmit={async () => {
        if (!form.unitId) return;
        const unitId = form.unitId;
        await run(async () => {
          await changed(
            await updateAccount(account.id, {
              version: account.version,
              fullName: form.fullName,
              title: form.title,
              email: form.email.trim() || null,
              phone: form.phone.trim() || null,
              ...(unitId === account.unit.id ? {} : { unitId }),
            }),
          );
          onClose();
        });
      }}
    >
      <TextInput
        label={t('admin.full_name')}
        required
        maxLength={200}
        value={form.fullName}
        onChange={(event) => set({ fullName: event.currentTarget.value })}
        error={problem?.field('fullName')}
        data-autofocus
      />
      <TextInput
        label={t('admin.title')}
        maxLength={200}
        value={form.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
        error={problem?.field('title')}
      />
      <UnitPicker
        label={t('admin.unit')}
        required
        value={form.unitId}
        onChange={(unitId) => set({ unitId })}
        error={problem?.field('unitId')}
      />
      <div className={css.two}>
        <TextInput
          type="email"
          label={t('admin.email')}
          maxLength={200}
          value={form.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
          error={problem?.field('email')}
        />
        <TextInput
          type="tel"
          label={t('admin.phone')}
          maxLength={30}
          value={form.phone}
          onChange={(event) => set({ phone: event.currentTarget.value })}
          error={problem?.field('phone')}
        />
      </div>
    </FormDialog>
  );
}
