import { lazy, Suspense, useState } from 'react';
import { IconCopy } from '@tabler/icons-react';
import { t } from '../../i18n';
import { factsOf, hintWords, PreviewState, ScanState } from './FileFacts';
import css from './files.module.css';
import { FileThumb } from './FileThumb';
import { type FileHint, isPicture, isVideo, type ShownFile, titleOf } from './types';

// Fetched when the first file is opened.
const FileViewer = lazy(() => import('./FileViewer'));
const TwinDialog = lazy(() => import('./TwinDialog'));

interface Props {
  files: readonly ShownFile[];
  /** What the viewer walks through; the files of the whole entry. */
  all?: readonly ShownFile[];
  /** Address of the file itself, as a download. */
  fileHref: (file: { fileId: string }) => string;
  /** For officers: files of other entries that are the same or look the same. */
  hints?: readonly FileHint[] | undefined;
}

/** Photos as a wall of small pictures, papers as lines; each opens large. */
export function FileGallery({ files, all = files, fileHref, hints = [] }: Props) {
  const [shown, setShown] = useState<string | null>(null);
  const [twin, setTwin] = useState<FileHint | null>(null);
  if (files.length === 0) return null;
  const visual = files.filter((file) => isPicture(file) || isVideo(file));
  const papers = files.filter((file) => !visual.includes(file));
  const tile = (file: ShownFile) => (
    <li key={file.fileId} className={css.cell}>
      <button type="button" className={css.tile} aria-haspopup="dialog" onClick={() => setShown(file.fileId)}>
        <FileThumb file={file} />
        <span className={css.words}>
          <span className={css.title}>{titleOf(file)}</span>
          <span className={css.facts}>{factsOf(file)}</span>
          <ScanState file={file} quiet />
          <PreviewState file={file} />
        </span>
      </button>
    </li>
  );
  return (
    <>
      {visual.length > 0 && <ul className={css.wall}>{visual.map(tile)}</ul>}
      {papers.length > 0 && <ul className={css.papers}>{papers.map(tile)}</ul>}
      {files.map((file) => (
        <Hints key={file.fileId} file={file} hints={ofFile(hints, file)} onOpen={setTwin} />
      ))}
      <Suspense>
        {shown !== null && (
          <FileViewer files={all} fileHref={fileHref} shown={shown} onShow={setShown} onClose={() => setShown(null)} />
        )}
        {twin && (
          <TwinDialog
            hint={twin}
            file={files.find(({ fileId }) => fileId === twin.fileId)}
            onClose={() => setTwin(null)}
          />
        )}
      </Suspense>
    </>
  );
}

/** A picture of the emblem may be in a hundred entries; three places say enough. */
const SHOWN = 3;

/** One hint for each other entry, however often it carries the file. */
function ofFile(hints: readonly FileHint[], file: ShownFile): FileHint[] {
  const places = new Map<string, FileHint>();
  for (const hint of hints) {
    const { entryId, unitName, year } = hint.other;
    const place = entryId ?? `${unitName} ${year}`;
    if (hint.fileId === file.fileId && !places.has(place)) places.set(place, hint);
  }
  return [...places.values()];
}

function Hints({
  file,
  hints,
  onOpen,
}: {
  file: ShownFile;
  hints: readonly FileHint[];
  onOpen: (hint: FileHint) => void;
}) {
  if (hints.length === 0) return null;
  return (
    <div className={css.hint}>
      <IconCopy size={16} aria-hidden />
      <div>
        <strong className={css.hint_line}>{titleOf(file)}</strong>
        {hints.slice(0, SHOWN).map((hint, index) => (
          <p key={index} className={css.hint_line}>
            {hintWords(hint)}
            {hint.other.entryId !== null && (
              <>
                {' '}
                <button
                  type="button"
                  className={css.hint_open}
                  aria-haspopup="dialog"
                  aria-label={t('upload.of_file', { action: t('upload.twin_open'), name: titleOf(file) })}
                  onClick={() => onOpen(hint)}
                >
                  {t('upload.twin_open')}
                </button>
              </>
            )}
          </p>
        ))}
        {hints.length > SHOWN && <p className={css.hint_line}>{t('upload.twin_more', { n: hints.length - SHOWN })}</p>}
      </div>
    </div>
  );
}
