import { useRef, useState } from 'react';
import { ActionIcon, Button, Modal, Skeleton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconDownload, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { asProblem } from '../../api/problem';
import { formatDate, formatSize, t } from '../../i18n';
import { ProblemAlert } from '../ProblemAlert';
import { ScanState } from './FileFacts';
import css from './viewer.module.css';
import { isInfected, isPicture, isVideo, type ShownFile, titleOf } from './types';

interface Props {
  files: readonly ShownFile[];
  fileHref: (file: { fileId: string }) => string;
  /** Id of the file on the stage. */
  shown: string;
  onShow: (fileId: string) => void;
  onClose: () => void;
}

/** Shorter movements of a finger are taps. */
const SWIPE = 48;

/** One file large, the others by arrow keys, swipe or buttons; caption, day and place beside it. */
export default function FileViewer({ files, fileHref, shown, onShow, onClose }: Props) {
  const at = Math.max(
    0,
    files.findIndex(({ fileId }) => fileId === shown),
  );
  const file = files[at];
  const touch = useRef<{ x: number; y: number } | null>(null);
  const go = (step: number): void => {
    const next = files[at + step];
    if (next) onShow(next.fileId);
  };
  if (!file) return null;
  const facts: [name: string, value: string | null | undefined][] = [
    [t('upload.fact_caption'), file.caption],
    [t('upload.fact_date'), file.takenOn && formatDate(file.takenOn)],
    [t('upload.fact_place'), file.place],
    [t('upload.fact_file'), file.name],
    [t('upload.fact_size'), file.size ? formatSize(file.size) : ''],
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen
      padding={0}
      title={
        <span className={css.heading}>
          <span className={css.count}>{t('upload.viewer_count', { n: at + 1, all: files.length })}</span>{' '}
          {titleOf(file)}
        </span>
      }
      classNames={{
        body: css.body ?? '',
        content: css.content ?? '',
        header: css.head ?? '',
        title: css.head_title ?? '',
      }}
      onKeyDown={(event) => {
        // A film and a text have their own use of the arrows.
        if (event.target instanceof HTMLMediaElement || (event.target as HTMLElement).dataset['scrolls']) return;
        if (event.key === 'ArrowRight') go(1);
        if (event.key === 'ArrowLeft') go(-1);
        if (event.key === 'Home') go(-at);
        if (event.key === 'End') go(files.length - 1 - at);
      }}
    >
      <div
        className={css.stage}
        onTouchStart={(event) => {
          const finger = event.touches.length === 1 ? event.touches[0] : undefined;
          touch.current = finger ? { x: finger.clientX, y: finger.clientY } : null;
        }}
        onTouchEnd={(event) => {
          const [from, to] = [touch.current, event.changedTouches[0]];
          touch.current = null;
          if (!from || !to) return;
          const [dx, dy] = [to.clientX - from.x, to.clientY - from.y];
          if (Math.abs(dx) > SWIPE && Math.abs(dx) > 2 * Math.abs(dy)) go(dx < 0 ? 1 : -1);
        }}
      >
        <Stage key={file.fileId} file={file} href={fileHref(file)} />
        {files.length > 1 && (
          <>
            <ActionIcon
              className={css.previous}
              variant="default"
              size="xl"
              radius="xl"
              disabled={at === 0}
              aria-label={t('upload.previous')}
              onClick={() => go(-1)}
            >
              <IconChevronLeft aria-hidden />
            </ActionIcon>
            <ActionIcon
              className={css.next}
              variant="default"
              size="xl"
              radius="xl"
              disabled={at === files.length - 1}
              aria-label={t('upload.next')}
              onClick={() => go(1)}
            >
              <IconChevronRight aria-hidden />
            </ActionIcon>
          </>
        )}
      </div>
      <aside className={css.side} tabIndex={0} aria-label={t('upload.viewer_facts')}>
        <ScanState file={file} />
        {!isInfected(file) && (
          <Button
            component="a"
            href={fileHref(file)}
            download
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('upload.download')}
          </Button>
        )}
        <dl className={css.facts}>
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </aside>
    </Modal>
  );
}

function Stage({ file, href }: { file: ShownFile; href: string }) {
  const [large, setLarge] = useState(false);
  const { preview } = file;
  if (isInfected(file)) return <p className={css.message}>{t('upload.infected_hint')}</p>;
  if (isVideo(file))
    return (
      <video
        className={css.film}
        controls
        preload="metadata"
        src={href}
        poster={preview?.page ?? preview?.thumbnail ?? undefined}
      >
        {t('upload.no_preview')}
      </video>
    );
  if (preview?.page)
    return (
      <>
        <div
          className={css.picture}
          data-large={large || undefined}
          {...(large ? { tabIndex: 0, 'data-scrolls': 'yes' } : {})}
        >
          <img src={preview.page} alt={titleOf(file)} />
        </div>
        <Button
          className={css.zoom}
          variant="default"
          size="compact-md"
          leftSection={large ? <IconZoomOut size={18} aria-hidden /> : <IconZoomIn size={18} aria-hidden />}
          aria-pressed={large}
          onClick={() => setLarge(!large)}
        >
          {t(large ? 'upload.zoom_out' : 'upload.zoom_in')}
        </Button>
        {!isPicture(file) && <p className={css.first_page}>{t('upload.first_page')}</p>}
      </>
    );
  if (preview?.text) return <Words href={`${href}/text`} />;
  if (preview?.state === 'WAITING')
    return (
      <div className={css.making} role="status">
        <Skeleton width="min(32rem, 80%)" height="60%" />
        <p>{t('upload.preview_WAITING')}</p>
      </div>
    );
  return <p className={css.message}>{t('upload.no_preview')}</p>;
}

/** The words of a Word or Excel file; how they looked is only in the file itself. */
function Words({ href }: { href: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['file-text', href],
    queryFn: () => call<{ text: string }>('GET', href),
    staleTime: Infinity,
  });
  return (
    <div className={css.words} tabIndex={0} data-scrolls="yes" role="group" aria-label={t('upload.text_preview')}>
      {error ? <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Skeleton height="10rem" />}
      {data && (
        <>
          <p className={css.words_note}>{t('upload.text_only')}</p>
          <div className={css.text}>{data.text}</div>
        </>
      )}
    </div>
  );
}
