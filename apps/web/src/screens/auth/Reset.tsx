import { useState } from 'react';
import { Alert, Anchor } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { resetPassword } from '../../api/session';
import { t } from '../../i18n';
import { LinkButton } from '../../ui/LinkButton';
import { AuthFrame } from './AuthFrame';
import { NewPasswordForm } from './NewPasswordForm';

export default function Reset() {
  const { token } = useSearch({ from: '/public/reset-password' });
  const [done, setDone] = useState(false);
  return (
    <AuthFrame title={t('auth.reset_title')}>
      {done ? (
        <>
          <Alert color="green" title={t('auth.reset_done')} role="status" mb="md">
            {t('auth.reset_done_hint')}
          </Alert>
          <LinkButton to="/sign-in">{t('auth.sign_in')}</LinkButton>
        </>
      ) : token ? (
        <NewPasswordForm askCurrent={false} onSave={(password) => resetPassword(token, password)} onDone={() => setDone(true)} />
      ) : (
        <>
          <Alert color="amber" mb="md">
            {t('auth.reset_no_token')}
          </Alert>
          <Anchor component={Link} to="/forgot-password">
            {t('auth.forgot_title')}
          </Anchor>
        </>
      )}
    </AuthFrame>
  );
}
