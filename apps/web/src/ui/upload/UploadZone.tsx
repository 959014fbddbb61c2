import { useId, useRef, useState } from 'react';
import { Alert, Button, Group, Switch } from '@mantine/core';
import { IconCamera, IconPaperclip } from '@tabler/icons-react';
import { useSession } from '../../api/session';
import { t } from '../../i18n';
import { chooseFiles, type Double } from './choose';
import { formatLimit } from './limit';
import type { Limits } from './types';
import css from './upload.module.css';
import { UploadRow } from './UploadRow';
import { useUploads } from './useUploads';

export interface ZoneProps extends Limits {
  label: string;
  /** What the file is for, in one word for the server: evidence, paper, visit, import. */
  purpose: string;
  /** The form: `evidence:<entry>`. */
  scope: string;
  /** The place in the form. */
  group?: string;
  multiple?: boolean;
  disabled?: boolean;
  /** Names that the form's finisher gave to files it still has: choosing one of those again is pointed out. */
  present?: ReadonlySet<string>;
  /** Whether the place to drop and choose is shown; files on their way always are. */
  open?: boolean;
}

const nothing: ReadonlySet<string> = new Set();

/** Drop, choose or photograph; below it each file on its way with its progress. */
export function UploadZone(props: ZoneProps) {
  const {
    label,
    purpose,
    scope,
    group = '',
    multiple = true,
    disabled = false,
    present = nothing,
    open = true,
  } = props;
  const { account } = useSession();
  const [over, setOver] = useState(false);
  const [keepOriginal, setKeepOriginal] = useState(false);
  const [doubles, setDoubles] = useState<Double[]>([]);
  const choose = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const items = useUploads(scope, group);
  const id = useId();
  const photos = props.accept === '' || /\.(jpe?g|png|webp|heic)/.test(props.accept);

  async function take(files: readonly File[], force = false): Promise<void> {
    const choice = { scope, group, purpose, accountId: account.id, keepOriginal, limits: props };
    const found = await chooseFiles(multiple ? files : files.slice(0, 1), choice, { present, force });
    setDoubles((before) => [...before, ...found]);
  }
  const pick = (event: React.ChangeEvent<HTMLInputElement>): void => {
    // The list is emptied with the input, so it is copied first.
    const files = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = '';
    void take(files);
  };
  const settle = (double: Double): void => setDoubles((before) => before.filter((one) => one !== double));

  return (
    <div className={css.whole}>
      {open && (
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
            if (!disabled) void take([...event.dataTransfer.files]);
          }}
        >
          <div id={id} className={css.label}>
            {label}
          </div>
          <div className={css.hint}>
            {t('upload.limits', { types: props.acceptWords, size: formatLimit(props.maxBytes) })}
            <span className={css.drop_hint}> · {t('upload.drop')}</span>
          </div>
          <div className={css.buttons}>
            <Button
              variant="default"
              disabled={disabled}
              leftSection={<IconPaperclip size={18} aria-hidden />}
              onClick={() => choose.current?.click()}
            >
              {t('upload.choose')}
            </Button>
            {photos && (
              <Button
                className={css.camera}
                variant="default"
                disabled={disabled}
                leftSection={<IconCamera size={18} aria-hidden />}
                onClick={() => camera.current?.click()}
              >
                {t('upload.camera')}
              </Button>
            )}
          </div>
          {photos && (
            <Switch
              className={css.original}
              label={t('upload.keep_original')}
              description={keepOriginal ? t('upload.keep_original_hint') : undefined}
              checked={keepOriginal}
              onChange={(event) => setKeepOriginal(event.currentTarget.checked)}
            />
          )}
          <input
            ref={choose}
            type="file"
            hidden
            accept={props.accept}
            multiple={multiple}
            aria-label={label}
            onChange={pick}
          />
          <input
            ref={camera}
            type="file"
            hidden
            accept="image/*"
            capture="environment"
            aria-label={t('upload.camera')}
            onChange={pick}
          />
        </div>
      )}
      {doubles.map((double, index) => (
        <Alert key={index} color="amber" role="status" className={css.double}>
          {t(`upload.double_${double.where}`, { name: double.file.name })}
          <Group gap="xs" mt="xs">
            <Button size="compact-sm" variant="default" onClick={() => settle(double)}>
              {t('upload.double_skip')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                settle(double);
                void take([double.file], true);
              }}
            >
              {t('upload.double_add')}
            </Button>
          </Group>
        </Alert>
      ))}
      {items.length > 0 && (
        <ul className={css.items} aria-label={t('upload.list')}>
          {items.map((item) => (
            <UploadRow key={item.id} item={item} accept={props.accept} />
          ))}
        </ul>
      )}
    </div>
  );
}
