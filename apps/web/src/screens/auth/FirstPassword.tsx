import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { changePassword } from '../../api/session';
import { t } from '../../i18n';
import { AuthFrame } from './AuthFrame';
import { NewPasswordForm } from './NewPasswordForm';

export default function FirstPassword() {
  const queries = useQueryClient();
  const router = useRouter();
  return (
    <AuthFrame title={t('auth.first_title')} lead={t('auth.first_hint')}>
      <NewPasswordForm
        askCurrent
        onSave={(password, current) => changePassword(queries, current, password)}
        onDone={() => void router.navigate({ to: '/' })}
      />
    </AuthFrame>
  );
}
