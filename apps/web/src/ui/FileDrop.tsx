import { useId, useRef, useState } from 'react';
import { Button, Progress } from '@mantine/core';
import { IconCamera, IconPaperclip } from '@tabler/icons-react';
import { asProblem, Problem } from '../api/problem';
import { formatSize, t } from '../i18n';
import css from './FileDrop.module.css';
import { ProblemAlert } from './ProblemAlert';
import { prepare } from './upload/prepare';

interface Props {
  label: string;
  /** Endings for the file dialog: ".jpg,.png,.pdf". */
  accept: string;
  /** The same in words: "Ảnh, PDF, Word". */
  acceptWords: string;
  /** Bytes of one file. */
  maxBytes: number;
  multiple?: boolean;
  disabled?: boolean;
  /** Sends one file; use `upload()` of api/upload. */
  onUpload: (file: File, onProgress: (percent: number) => void, signal: AbortSignal) => Promise<unknown>;
}

interface Item {
  id: number;
  file: File;
  state: 'shrinking' | 'sending' | 'failed';
  percent: number;
  problem: Problem | null;
}

let nextId = 1;

/** Drop, choose, or photograph; photos are made smaller on the device. A failed file stays with "Thử lại"; done ones leave the list. */
export function FileDrop({ label, accept, acceptWords, maxBytes, multiple = true, disabled = false, onUpload }: Props) {
  const [items, setItems] = useState<Item[]>([]);
  const [over, setOver] = useState(false);
  const choose = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const stops = useRef(new Map<number, AbortController>());
  const id = useId();

  const change = (itemId: number, part: Partial<Item>): void =>
    setItems((all) => all.map((item) => (item.id === itemId ? { ...item, ...part } : item)));
  const drop = (itemId: number): void => setItems((all) => all.filter((item) => item.id !== itemId));

  async function sendOne(item: Item): Promise<void> {
    const stop = new AbortController();
    stops.current.set(item.id, stop);
    change(item.id, { state: 'shrinking', problem: null, percent: 0 });
    try {
      const ready = await prepare(item.file, false);
      const file = new File([ready.blob], ready.name, { type: ready.type });
      if (file.size > maxBytes)
        throw new Problem(413, { code: 'FILE_TOO_LARGE', detail: t('common.file_too_big', { size: formatSize(file.size), max: formatSize(maxBytes) }) });
      change(item.id, { state: 'sending' });
      await onUpload(file, (percent) => change(item.id, { percent }), stop.signal);
      drop(item.id);
    } catch (error) {
      if (stop.signal.aborted) drop(item.id);
      else change(item.id, { state: 'failed', problem: asProblem(error) });
    } finally {
      stops.current.delete(item.id);
    }
  }

  async function add(files: FileList | null): Promise<void> {
    const added = [...(files ?? [])].slice(0, multiple ? undefined : 1).map((file): Item => ({ id: nextId++, file, state: 'shrinking', percent: 0, problem: null }));
    setItems((all) => [...all, ...added]);
    // One after the other: on a slow line five uploads at once all fail together.
    for (const item of added) await sendOne(item);
  }

  return (
    <div>
      <div
        className={css.zone}
        data-over={over || undefined}
        role="group"
        aria-labelledby={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!disabled);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (!disabled) void add(event.dataTransfer.files);
        }}
      >
        <div id={id} className={css.label}>
          {label}
        </div>
        <div className={css.hint}>{t('common.file_limits', { types: acceptWords, size: formatSize(maxBytes) })}</div>
        <div className={css.buttons}>
          <Button variant="default" disabled={disabled} leftSection={<IconPaperclip size={18} aria-hidden />} onClick={() => choose.current?.click()}>
            {t('common.file_choose')}
          </Button>
          <Button className={css.camera} variant="default" disabled={disabled} leftSection={<IconCamera size={18} aria-hidden />} onClick={() => camera.current?.click()}>
            {t('common.file_camera')}
          </Button>
        </div>
        <input ref={choose} type="file" hidden accept={accept} multiple={multiple} aria-label={label} onChange={(event) => { void add(event.currentTarget.files); event.currentTarget.value = ''; }} />
        <input ref={camera} type="file" hidden accept="image/*" capture="environment" aria-label={t('common.file_camera')} onChange={(event) => { void add(event.currentTarget.files); event.currentTarget.value = ''; }} />
      </div>
      <ul className={css.items} aria-live="polite">
        {items.map((item) => (
          <li key={item.id} className={css.item}>
            <div className={css.line}>
              <span className={css.name}>{item.file.name}</span>
              {item.state === 'failed' ? (
                <Button size="compact-sm" variant="default" onClick={() => void sendOne(item)}>
                  {t('common.retry')}
                </Button>
              ) : (
                <span className={css.hint}>{item.state === 'shrinking' ? t('common.file_shrinking') : t('common.file_uploading', { percent: item.percent })}</span>
              )}
              <Button size="compact-sm" variant="subtle" onClick={() => (item.state === 'failed' ? drop(item.id) : stops.current.get(item.id)?.abort())}>
                {t('common.cancel')}
              </Button>
            </div>
            {item.state === 'sending' && <Progress value={item.percent} aria-label={item.file.name} />}
            <ProblemAlert problem={item.problem} />
          </li>
        ))}
      </ul>
    </div>
  );
}
