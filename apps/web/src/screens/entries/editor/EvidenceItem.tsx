import { lazy, Suspense, useState } from 'react';
import { ActionIcon, Alert, Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { call } from '../../../api/call';
import { t } from '../../../i18n';
import { DateField } from '../../../ui/DateField';
import { factsOf, PreviewState, ScanState } from '../../../ui/files/FileFacts';
import { FileThumb } from '../../../ui/files/FileThumb';
import { ProblemAlert, useProblem } from '../../../ui/ProblemAlert';
import { SaveState } from '../../../ui/SaveState';
import { useAutosave } from '../../../ui/useAutosave';
import { type Entry, type Evidence, fileHref } from '../api';
import css from './Editor.module.css';
import { forgetPosition, partsOf, positionOf } from './evidence';

const FileViewer = lazy(() => import('../../../ui/files/FileViewer'));

interface Props {
  entry: Entry;
  file: Evidence;
  /** What the viewer walks through. */
  all: readonly Evidence[];
  startOpen: boolean;
  first: boolean;
  last: boolean;
  onMove: (step: -1 | 1) => void;
  onChanged: (file: Evidence) => void;
  onRemove: () => void;
}

interface Details {
  caption: string;
  takenOn: string | null;
  place: string;
  consent: boolean;
}

const detailsOf = ({ caption, takenOn, place, consent }: Evidence): Details => ({
  caption,
  takenOn,
  place: place ?? '',
  consent,
});

/** One file: its picture, what it shows, when and where, and whether the people in it agreed; saved while typing. */
export function EvidenceItem({ entry, file, all, startOpen, first, last, onMove, onChanged, onRemove }: Props) {
  const [open, setOpen] = useState(startOpen);
  const [shown, setShown] = useState<string | null>(null);
  const [details, setDetails] = useState(() => detailsOf(file));
  const [saved] = useState(() => detailsOf(file));
  const [offer, setOffer] = useState(() => (file.place ? null : positionOf(file.id)));
  const { problem, run } = useProblem();
  const set = (part: Partial<Details>): void => setDetails((before) => ({ ...before, ...part }));
  const autosave = useAutosave<Details>({
    key: `evidence:${file.id}`,
    value: details,
    saved,
    // Files have no version: the last word about a caption counts.
    version: 1,
    save: async (value, version, keepalive) => {
      onChanged(
        await call<Evidence>('PATCH', `/api/evidence/${file.id}`, {
          keepalive,
          body: { ...value, place: value.place || null },
        }),
      );
      return { version };
    },
    reload: async () => ({ value: details, version: 1 }),
    onReplace: setDetails,
  });
  const visual = /^(image|video)\//.test(file.mediaType);
  const named = (action: string): string => t('upload.of_file', { action, name: details.caption || file.name });
  const settle = (place?: string): void => {
    forgetPosition(file.id);
    setOffer(null);
    if (place) set({ place });
  };
  return (
    <li className={css.file}>
      <div className={css.file_line}>
        <button
          type="button"
          className={css.file_thumb}
          aria-haspopup="dialog"
          aria-label={named(t('upload.open_file'))}
          onClick={() => setShown(file.fileId)}
        >
          <FileThumb file={file} />
        </button>
        <div className={css.file_name}>
          <span className={css.file_title}>{details.caption || file.name}</span>
          <span className={css.dim}>{factsOf({ ...file, ...details })}</span>
          <ScanState file={file} />
          <PreviewState file={file} />
          {!details.caption && !open && <span className={css.warn}>{t('entries.evidence_no_caption')}</span>}
          {visual && !details.consent && !open && <span className={css.dim}>{t('entries.evidence_not_public')}</span>}
        </div>
      </div>
      <Group gap={4} mt={6}>
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={open}
          aria-label={t('entries.evidence_edit_of', { name: file.name })}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'entries.evidence_done' : 'entries.evidence_edit')}
        </Button>
        {!(first && last) && (
          <>
            <ActionIcon
              variant="subtle"
              disabled={first}
              aria-label={named(t('upload.move_up'))}
              onClick={() => onMove(-1)}
            >
              <IconArrowUp size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              disabled={last}
              aria-label={named(t('upload.move_down'))}
              onClick={() => onMove(1)}
            >
              <IconArrowDown size={18} aria-hidden />
            </ActionIcon>
          </>
        )}
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          aria-label={named(t('entries.evidence_remove'))}
          onClick={onRemove}
        >
          {t('entries.evidence_remove')}
        </Button>
      </Group>
      {offer && (
        <Alert color="lake" role="status" mt="sm" p="sm">
          {t('upload.take_facts_place', { place: offer })}
          <Group gap="xs" mt="xs">
            <Button size="compact-sm" variant="default" onClick={() => settle(offer)}>
              {t('upload.take_facts_yes')}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => settle()}>
              {t('upload.take_facts_no')}
            </Button>
          </Group>
        </Alert>
      )}
      {open && (
        <div className={css.file_form}>
          <TextInput
            className={css.full}
            label={t('entries.evidence_caption')}
            description={t('entries.evidence_caption_hint')}
            maxLength={500}
            value={details.caption}
            onChange={(event) => set({ caption: event.currentTarget.value })}
            error={autosave.problem?.field('caption')}
          />
          <DateField
            label={t('entries.evidence_date')}
            value={details.takenOn}
            onChange={(takenOn) => set({ takenOn })}
            error={autosave.problem?.field('takenOn')}
          />
          <TextInput
            label={t('entries.evidence_place')}
            maxLength={300}
            value={details.place}
            onChange={(event) => set({ place: event.currentTarget.value })}
            error={autosave.problem?.field('place')}
          />
          <Checkbox
            className={css.full}
            label={t('entries.evidence_consent')}
            description={t('upload.consent_hint')}
            checked={details.consent}
            onChange={(event) => set({ consent: event.currentTarget.checked })}
          />
          <NativeSelect
            className={css.full}
            label={t('upload.move_to')}
            data={partsOf(entry)}
            value={file.part}
            onChange={(event) => {
              const part = event.currentTarget.value;
              void run(async () => {
                await autosave.flush();
                onChanged(await call<Evidence>('PATCH', `/api/evidence/${file.id}`, { body: { part } }));
              });
            }}
          />
          <div className={`${css.full} ${css.file_foot}`}>
            <SaveState status={autosave.status} savedAt={autosave.savedAt} />
          </div>
        </div>
      )}
      <ProblemAlert problem={problem ?? (autosave.status === 'error' ? autosave.problem : null)} />
      <Suspense>
        {shown !== null && (
          <FileViewer
            files={all}
            fileHref={fileHref(entry.id)}
            shown={shown}
            onShow={setShown}
            onClose={() => setShown(null)}
          />
        )}
      </Suspense>
    </li>
  );
}

/** What was just deleted, and the way back. */
export function RemovedItem({ file, onUndo }: { file: Evidence; onUndo: () => void }) {
  return (
    <li className={css.file}>
      <div className={css.file_foot} role="status">
        <span className={css.file_name}>{t('upload.removed', { name: file.caption || file.name })}</span>
        {/* The button that was pressed is gone: the focus goes to the one that takes it back. */}
        <Button
          variant="default"
          size="compact-md"
          onClick={onUndo}
          ref={(button) => button?.focus({ preventScroll: true })}
        >
          {t('upload.undo')}
        </Button>
      </div>
    </li>
  );
}
