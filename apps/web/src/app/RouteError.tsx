import { Button } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Problem } from '../api/problem';
import { t } from '../i18n';
import { EmptyState } from '../ui/EmptyState';
import { ProblemAlert } from '../ui/ProblemAlert';
import { NotFound } from './NotFound';

/** What a screen shows instead of itself: a record that is not visible, a network fault, a new version, a crash. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  const again = () => {
    boundary.reset();
    reset();
    void router.invalidate();
  };
  if (error instanceof Problem) return <ProblemAlert problem={error} onRetry={again} />;
  const stale = error instanceof Error && /dynamically imported module|module script/i.test(error.message);
  return (
    <EmptyState
      title={stale ? t('common.new_version') : t('common.crash_title')}
      hint={stale ? undefined : t('common.crash_hint')}
      action={<Button onClick={() => location.reload()}>{t('common.reload')}</Button>}
    />
  );
}
