import { Anchor } from '@mantine/core';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { t } from '../../i18n';
import { AuthFrame } from './AuthFrame';
import { SignInForm } from './SignInForm';

export default function SignIn() {
  const router = useRouter();
  const { next } = useSearch({ from: '/public/sign-in' });
  return (
    <AuthFrame title={t('auth.sign_in_title')} lead={t('auth.intro')}>
      <SignInForm
        onDone={(session) => {
          if (session.mustChangePassword) void router.navigate({ to: '/first-password' });
          else router.history.push(localPath(next));
        }}
      />
      <p>
        <Anchor component={Link} to="/forgot-password" py="xs" display="inline-block">
          {t('auth.forgot')}
        </Anchor>
      </p>
    </AuthFrame>
  );
}

/** Only a path of this site: an address in `next` must not lead people elsewhere after they signed in. */
function localPath(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
