import { Skeleton, Stack } from '@mantine/core';
import { t } from '../i18n';

/** The shape of what is coming, instead of a spinner. */
export function Skeletons({ rows = 4, height = 56 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="sm" role="status" aria-busy="true">
      <span className="dvk-hidden">{t('common.loading')}</span>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </Stack>
  );
}
