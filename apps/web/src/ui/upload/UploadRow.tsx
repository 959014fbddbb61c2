import { useEffect, useRef, useState } from 'react';
import { Button, Progress } from '@mantine/core';
import { IconFileText, IconPhoto, IconPlayerPause, IconPlayerPlay, IconVideo, IconX } from '@tabler/icons-react';
import { formatNumber, formatSize, t } from '../../i18n';
import { provide } from './choose';
import { isPhoto } from './prepare';
import { queue } from './queue';
import type { UploadItem } from './types';
import { progressOf } from './upload.rules';
import css from './upload.module.css';

/** One file on its way: where it is, how long it takes, and what can be done about it. */
export function UploadRow({ item, accept }: { item: UploadItem; accept: string }) {
  const again = useRef<HTMLInputElement>(null);
  const [other, setOther] = useState(false);
  const { percent } = progressOf([item]);
  const { state } = item;
  const named = (action: string): string => t('upload.of_file', { action, name: item.name });
  const wrong = other
    ? t('upload.other_file', { name: item.name })
    : item.problem && (item.problem.detail || item.problem.title || t('common.problem_title'));
  return (
    <li className={css.item} data-state={state}>
      <Picture item={item} />
      <div className={css.body}>
        <span className={css.name}>{item.name}</span>
        <span className={css.state}>
          <Size item={item} /> · <State item={item} percent={percent} />
        </span>
        {state !== 'failed' && state !== 'preparing' && (
          <Progress
            value={percent}
            size="sm"
            color={state === 'sending' || state === 'finishing' ? undefined : 'gray'}
            aria-label={t('upload.of_file', { action: t('upload.list'), name: item.name })}
          />
        )}
        {item.kept && (state === 'offline' || state === 'paused' || state === 'retrying') && (
          <span className={css.state}>{t('upload.kept_here')}</span>
        )}
        {wrong && (
          <p className={css.wrong} role="alert">
            {wrong}
          </p>
        )}
        <div className={css.actions}>
          {(state === 'sending' || state === 'waiting' || state === 'offline') && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlayerPause size={16} aria-hidden />}
              aria-label={named(t('upload.pause'))}
              onClick={() => queue.pause(item.id)}
            >
              {t('upload.pause')}
            </Button>
          )}
          {(state === 'paused' || state === 'retrying' || (state === 'failed' && item.file !== null)) && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              aria-label={named(t(resumeWords(state)))}
              onClick={() => queue.resume(item.id)}
            >
              {t(resumeWords(state))}
            </Button>
          )}
          {state === 'needs-file' && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={named(t('upload.choose_again'))}
              onClick={() => again.current?.click()}
            >
              {t('upload.choose_again')}
            </Button>
          )}
          {state !== 'finishing' && (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconX size={16} aria-hidden />}
              aria-label={named(t('upload.cancel'))}
              onClick={() => queue.cancel(item.id)}
            >
              {t('upload.cancel')}
            </Button>
          )}
        </div>
      </div>
      <input
        ref={again}
        type="file"
        hidden
        accept={accept}
        aria-label={named(t('upload.choose_again'))}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) void provide(item, file).then((same) => setOther(!same));
        }}
      />
    </li>
  );
}

const resumeWords = (state: UploadItem['state']) =>
  state === 'failed' ? 'common.retry' : state === 'retrying' ? 'upload.try_now' : 'upload.go_on';

/** "4,2 MB → 0,6 MB" for a photo that was shrunk. */
function Size({ item }: { item: UploadItem }) {
  return (
    <span className="dvk-num">
      {item.size < item.chosenSize
        ? t('upload.shrunk', { before: formatSize(item.chosenSize), after: formatSize(item.size) })
        : formatSize(item.size)}
    </span>
  );
}

function State({ item, percent }: { item: UploadItem; percent: number }) {
  const now = useClock(item.state === 'retrying');
  const left = item.speed > 0 ? Math.ceil((item.size - item.sent) / item.speed) : 0;
  switch (item.state) {
    case 'sending':
      return (
        <>
          {t('upload.state_sending', { percent })}
          {left > 2 && ` · ${t('upload.time_left', { time: duration(left) })}`}
        </>
      );
    case 'preparing':
      return t(isPhoto(item.name) && !item.keepOriginal ? 'upload.state_preparing' : 'upload.state_reading');
    case 'paused':
    case 'needs-file':
      return t(`upload.state_${item.state}`, { percent });
    case 'retrying':
      return t('upload.state_retrying', { n: Math.max(1, Math.ceil(((item.nextTryAt ?? now) - now) / 1000)) });
    default:
      return t(`upload.state_${item.state}`);
  }
}

const duration = (seconds: number): string =>
  seconds < 90
    ? t('upload.seconds', { n: seconds })
    : t('upload.minutes', { n: formatNumber(Math.ceil(seconds / 60)) });

function useClock(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return undefined;
    setNow(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [ticking]);
  return now;
}

/** The photo itself, from the device, so that one sees at once whether it is the right one. */
function Picture({ item }: { item: UploadItem }) {
  const [source, setSource] = useState<string | null>(null);
  const shown = item.file !== null && /^image\/(jpeg|png|webp)$/.test(item.type) ? item.file : null;
  useEffect(() => {
    if (!shown) return undefined;
    const made = URL.createObjectURL(shown);
    setSource(made);
    return () => {
      URL.revokeObjectURL(made);
      setSource(null);
    };
  }, [shown]);
  const Icon = isPhoto(item.name) ? IconPhoto : /\.(mp4|m4v)$/i.test(item.name) ? IconVideo : IconFileText;
  return <span className={css.picture}>{source ? <img src={source} alt="" /> : <Icon size={24} aria-hidden />}</span>;
}
