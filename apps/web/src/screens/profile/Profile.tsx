import { useState } from 'react';
import { Alert } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { changePassword, useSession } from '../../api/session';
import { AppearanceChoices } from '../../app/AppearanceMenu';
import { t, textOf } from '../../i18n';
import { Facts } from '../../ui/Facts';
import { Page } from '../../ui/Page';
import { Section } from '../../ui/Section';
import { MessageChoices } from './MessageChoices';
import { NewPasswordForm } from '../auth/NewPasswordForm';
import { Deputies } from './Deputies';

export default function Profile() {
  const { account, roles } = useSession();
  const queries = useQueryClient();
  const [changed, setChanged] = useState(false);
  return (
    <Page title={t('common.profile')}>
      <Section title={t('auth.my_details')} hint={t('auth.details_hint')}>
        <Facts
          facts={[
            [t('auth.full_name'), account.fullName],
            [t('auth.position'), account.title],
            [t('auth.unit'), account.unit.name],
            [t('auth.email'), account.email],
          ]}
        />
      </Section>
      <Section title={t('auth.roles')}>
        {roles.length === 0 ? (
          t('auth.no_roles')
        ) : (
          <Facts
            facts={roles.map((held) => [
              textOf(`common.role_${held.role}`) ?? held.role,
              `${held.deputyForName ? `${t('deputies.acting', { name: held.deputyForName })} · ` : ''}${held.unitName} · ${held.roundId ? t('auth.role_one_round') : t('auth.role_everywhere')}`,
            ])}
          />
        )}
      </Section>
      <MessageChoices />
      <Deputies />
      <Section title={t('auth.change')}>
        {changed && (
          <Alert color="green" role="status" mb="md">
            {t('auth.changed')}
          </Alert>
        )}
        <NewPasswordForm
          askCurrent
          onSave={(password, current) => changePassword(queries, current, password)}
          onDone={() => setChanged(true)}
        />
      </Section>
      <Section title={t('common.appearance')}>
        <AppearanceChoices />
      </Section>
    </Page>
  );
}
