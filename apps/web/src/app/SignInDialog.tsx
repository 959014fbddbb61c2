import { Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../api/session';
import { finishSignIn } from '../api/sign-in-gate';
import { t } from '../i18n';
import { SignInForm } from '../screens/auth/SignInForm';

/** Stands over the current screen when the session has ended, so that nothing typed is lost. */
export default function SignInDialog({ open }: { open: boolean }) {
  const queries = useQueryClient();
  const before = queries.getQueryData(sessionQuery.queryKey)?.account;
  return (
    <Modal opened={open} onClose={() => finishSignIn(false)} title={t('auth.sign_in')} closeOnClickOutside={false} zIndex={400}>
      <Text mb="md">{t('auth.sign_in_again')}</Text>
      <SignInForm
        login={before?.login}
        onDone={(session) => {
          // What is on the screen belongs to the one who was here before.
          if (before && session.account?.id !== before.id) location.assign('/');
          else finishSignIn(true);
        }}
      />
    </Modal>
  );
}
