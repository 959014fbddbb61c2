import type { ReactNode } from 'react';
import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudOff, IconDots, IconLock } from '@tabler/icons-react';
import { formatTime, t } from '../i18n';
import css from './SaveState.module.css';
import type { PartStatus } from './saving/part-saver';
import type { SaveConflict, SaveStatus } from './useAutosave';

interface Props {
  status: SaveStatus | PartStatus;
  savedAt: Date | null;
  recovered?: boolean;
}

/** One quiet line beside the title: where the typed text is now. */
export function SaveState({ status, savedAt, recovered = false }: Props) {
  const Icon = { saved: IconCheck, dirty: IconDots, saving: IconDots, offline: IconCloudOff, conflict: IconAlertTriangle, error: IconAlertTriangle, locked: IconLock, 'signed-out': IconCloudOff }[status];
  const words =
    status === 'saved' && savedAt
      ? t('common.save_saved', { at: formatTime(savedAt) })
      : status === 'locked' || status === 'signed-out'
        ? t(status === 'locked' ? 'writing.save_locked' : 'writing.save_signed_out')
        : t(status === 'saved' ? 'common.save_idle' : `common.save_${status}`);
  return (
    <span className={css.state} data-status={status} role="status">
      <Icon size={16} aria-hidden />
      {words}
      {recovered && ` · ${t('common.save_recovered')}`}
    </span>
  );
}

/** Both versions, and the choice. `show` draws a version; without it only the choice is shown. */
export function ConflictChoice<T>({ conflict, show }: { conflict: SaveConflict<T> | null; show?: (value: T) => ReactNode }) {
  if (!conflict) return null;
  return (
    <Alert color="amber" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t('common.conflict_title')} mb="md">
      {t('common.conflict_hint')}
      {show && (
        <div className={css.versions}>
          <section tabIndex={0} aria-label={t('common.conflict_mine')}>
            <h2>{t('common.conflict_mine')}</h2>
            {show(conflict.mine)}
          </section>
          <section tabIndex={0} aria-label={t('common.conflict_theirs')}>
            <h2>{t('common.conflict_theirs')}</h2>
            {show(conflict.theirs)}
          </section>
        </div>
      )}
      <Group gap="sm" mt="sm">
        <Button onClick={conflict.keepMine}>{t('common.conflict_keep_mine')}</Button>
        <Button variant="default" onClick={conflict.takeTheirs}>
          {t('common.conflict_take_theirs')}
        </Button>
      </Group>
    </Alert>
  );
}
