import { useState, type FormEvent } from 'react';
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { signIn, type Session } from '../../api/session';
import { t } from '../../i18n';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';

/** Used on the sign-in screen and in the dialog that appears when a session has ended. */
export function SignInForm({ login: known = '', onDone }: { login?: string; onDone: (session: Session) => void }) {
  const queries = useQueryClient();
  const [login, setLogin] = useState(known);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const { problem, busy, run } = useProblem();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!login.trim() || !password) return;
    await run(async () => onDone(await signIn(queries, login.trim(), password)));
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('auth.login')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          size="md"
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          error={tried && !login.trim() ? t('auth.login_missing') : undefined}
          data-autofocus={known ? undefined : true}
        />
        <PasswordInput
          label={t('auth.password')}
          name="password"
          autoComplete="current-password"
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.password_show') }}
          error={tried && !password ? t('auth.password_missing') : undefined}
          data-autofocus={known ? true : undefined}
        />
        <ProblemAlert problem={problem} />
        <Button type="submit" size="md" loading={busy} fullWidth justify="center">
          {t('auth.sign_in')}
        </Button>
      </Stack>
    </form>
  );
}
