import { IconAlertTriangle, IconShieldCheck, IconShieldQuestion, IconShieldX } from '@tabler/icons-react';
import { formatDate, formatSize, t } from '../../i18n';
import css from './files.module.css';
import type { FileHint, ShownFile } from './types';

/** "05/02/2026 · Ấp Một · con-lo.jpg · 0,6 MB", without what is not known. */
export function factsOf(file: ShownFile): string {
  return [
    file.takenOn ? formatDate(file.takenOn) : '',
    file.place ?? '',
    file.caption ? file.name : '',
    file.size ? formatSize(file.size) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What the virus scanner says, in words; a file that nobody looked at is never called clean. */
export function ScanState({ file, quiet = false }: { file: ShownFile; quiet?: boolean }) {
  if (!file.scanState || (quiet && file.scanState === 'CLEAN')) return null;
  const Icon = { NOT_SCANNED: IconShieldQuestion, CLEAN: IconShieldCheck, INFECTED: IconShieldX }[file.scanState];
  return (
    <span className={css.scan} data-scan={file.scanState}>
      <Icon size={16} aria-hidden />
      {t(`upload.scan_${file.scanState}`)}
    </span>
  );
}

export function PreviewState({ file }: { file: ShownFile }) {
  const state = file.preview?.state;
  if (file.scanState === 'INFECTED' || (state !== 'WAITING' && state !== 'FAILED')) return null;
  return (
    <span className={css.scan} data-scan={state}>
      {state === 'FAILED' && <IconAlertTriangle size={16} aria-hidden />}
      {t(`upload.preview_${state}`)}
    </span>
  );
}

/** "Ảnh này giống ảnh trong hồ sơ “…” của …, năm …" */
export function hintWords({ kind, other }: FileHint): string {
  const from = { unit: other.unitName, year: other.year };
  return other.title === null
    ? t(`upload.twin_${kind}_closed`, from)
    : t(`upload.twin_${kind}`, { ...from, title: other.title });
}
