import { useState, type FormEvent } from 'react';
import { Button, PasswordInput, Stack } from '@mantine/core';
import { t } from '../../i18n';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';

const shortest = 10;

interface Props {
  /** With the present password (change) or without (reset by the link of a mail). */
  askCurrent: boolean;
  onSave: (password: string, current: string) => Promise<unknown>;
  onDone: () => void;
}

export function NewPasswordForm({ askCurrent, onSave, onDone }: Props) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [repeat, setRepeat] = useState('');
  const [tried, setTried] = useState(false);
  const { problem, busy, run } = useProblem();
  const tooShort = password.length < shortest;
  const differs = repeat !== password;
  const eye = { 'aria-label': t('auth.password_show') };

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (tooShort || differs || (askCurrent && !current)) return;
    if (await run(() => onSave(password, current))) {
      setCurrent('');
      setPassword('');
      setRepeat('');
      setTried(false);
      onDone();
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        {askCurrent && (
          <PasswordInput
            label={t('auth.current')}
            autoComplete="current-password"
            size="md"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            visibilityToggleButtonProps={eye}
            error={tried && !current ? t('auth.password_missing') : problem?.field('current')}
          />
        )}
        <PasswordInput
          label={t('auth.new_password')}
          description={t('auth.new_hint')}
          autoComplete="new-password"
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={eye}
          error={tried && tooShort ? t('auth.new_short') : problem?.field('password')}
        />
        <PasswordInput
          label={t('auth.repeat')}
          autoComplete="new-password"
          size="md"
          value={repeat}
          onChange={(event) => setRepeat(event.currentTarget.value)}
          visibilityToggleButtonProps={eye}
          error={tried && differs ? t('auth.repeat_differs') : undefined}
        />
        <ProblemAlert problem={problem} />
        <Button type="submit" size="md" loading={busy} style={{ alignSelf: 'flex-start' }}>
          {t('auth.change')}
        </Button>
      </Stack>
    </form>
  );
}
