import { Alert, Button, CopyButton } from '@mantine/core';
import { t } from '../../i18n';
import css from './Admin.module.css';

/** The temporary password, this once: it is stored nowhere in a form that can be read again. */
export function PasswordShown({ login, password }: { login: string | null; password: string }) {
  return (
    <Alert color="amber" role="status" title={t('admin.password_once')} mb="md">
      <p>{t('admin.password_once_hint', { login: login ?? '' })}</p>
      <p className={css.password}>{password}</p>
      <CopyButton value={password} timeout={4000}>
        {({ copied, copy }) => (
          <Button variant={copied ? 'filled' : 'default'} onClick={copy}>
            {t(copied ? 'admin.copied' : 'admin.copy')}
          </Button>
        )}
      </CopyButton>
    </Alert>
  );
}
