import { useState, type FormEvent } from 'react';
import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { forgotPassword } from '../../api/session';
import { t } from '../../i18n';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { AuthFrame } from './AuthFrame';

export default function Forgot() {
  const [login, setLogin] = useState('');
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState(false);
  const { problem, busy, run } = useProblem();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (login.trim() && (await run(() => forgotPassword(login.trim())))) setSent(true);
  }

  return (
    <AuthFrame title={t('auth.forgot_title')} lead={sent ? undefined : t('auth.forgot_hint')}>
      {sent ? (
        // The same words whether the account exists or not: the form must not tell who has an account.
        <Alert color="green" icon={<IconMailCheck aria-hidden />} title={t('auth.forgot_sent')} role="status">
          {t('auth.forgot_sent_hint')}
        </Alert>
      ) : (
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Stack gap="md">
            <TextInput
              label={t('auth.login')}
              autoComplete="username"
              autoCapitalize="none"
              size="md"
              value={login}
              onChange={(event) => setLogin(event.currentTarget.value)}
              error={tried && !login.trim() ? t('auth.login_missing') : problem?.field('login')}
            />
            <ProblemAlert problem={problem} />
            <Button type="submit" size="md" loading={busy}>
              {t('auth.forgot_send')}
            </Button>
          </Stack>
        </form>
      )}
      <p>
        <Anchor component={Link} to="/sign-in" py="xs" display="inline-block">
          {t('auth.back_to_sign_in')}
        </Anchor>
      </p>
    </AuthFrame>
  );
}
