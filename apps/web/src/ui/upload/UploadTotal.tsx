import { Button, Progress } from '@mantine/core';
import { formatNumber, formatSize, t } from '../../i18n';
import { isActive, queue } from './queue';
import css from './upload.module.css';
import { progressOf } from './upload.rules';
import { useUploads } from './useUploads';

/** All files of a form together: one line that stays in sight, and one button for all. Nothing is shown for a single file. */
export function UploadTotal({ scope }: { scope: string }) {
  const items = useUploads(scope).filter(({ state }) => state !== 'failed');
  if (items.length < 2) return null;
  const { percent, sent, size } = progressOf(items);
  const active = items.filter(isActive);
  const stopped = items.filter(({ state }) => state === 'paused');
  return (
    <div className={css.total}>
      <div className={css.total_line}>
        <span className="dvk-num">
          {active.length > 0
            ? t('upload.total', {
                n: formatNumber(items.length),
                percent,
                sent: formatSize(sent),
                size: formatSize(size),
              })
            : t('upload.total_rest', { n: formatNumber(items.length) })}
        </span>
        {active.length > 0 ? (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() =>
              active.forEach(({ id, state }) => state !== 'finishing' && state !== 'preparing' && queue.pause(id))
            }
          >
            {t('upload.pause_all')}
          </Button>
        ) : (
          stopped.length > 0 && (
            <Button size="compact-sm" variant="subtle" onClick={() => stopped.forEach(({ id }) => queue.resume(id))}>
              {t('upload.go_on_all')}
            </Button>
          )
        )}
      </div>
      <Progress value={percent} size="sm" aria-label={t('upload.list')} />
    </div>
  );
}
