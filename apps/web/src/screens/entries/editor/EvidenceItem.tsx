import { useState } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconFileText, IconPhoto, IconVideo } from '@tabler/icons-react';
import { call } from '../../../api/call';
import { formatDate, formatSize, t } from '../../../i18n';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { DateField } from '../../../ui/DateField';
import { ProblemAlert } from '../../../ui/ProblemAlert';
import { SaveState } from '../../../ui/SaveState';
import { useAutosave } from '../../../ui/useAutosave';
import { type Evidence, fileHref } from '../api';
import css from './Editor.module.css';

interface Props {
  entryId: string;
  file: Evidence;
  startOpen: boolean;
  onChanged: (file: Evidence) => void;
  onRemoved: () => void;
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

/** One file: what it shows, when and where, and whether the people in it agreed; saved while typing. */
export function EvidenceItem({ entryId, file, startOpen, onChanged, onRemoved }: Props) {
  const [open, setOpen] = useState(startOpen);
  const [removing, setRemoving] = useState(false);
  const [details, setDetails] = useState(() => detailsOf(file));
  const [saved] = useState(() => detailsOf(file));
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
  const Icon = file.mediaType.startsWith('image/')
    ? IconPhoto
    : file.mediaType.startsWith('video/')
      ? IconVideo
      : IconFileText;
  const visual = /^(image|video)\//.test(file.mediaType);
  return (
    <li className={css.file}>
      <div className={css.file_line}>
        <Icon size={22} aria-hidden />
        <span className={css.file_name}>
          <a href={fileHref(entryId)(file)} download>
            {details.caption || file.name}
          </a>
          <span className={css.dim}>
            {[
              details.caption ? file.name : '',
              formatSize(file.size),
              details.takenOn ? formatDate(details.takenOn) : '',
              details.place,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {!details.caption && !open && <span className={css.warn}>{t('entries.evidence_no_caption')}</span>}
          {visual && !details.consent && !open && <span className={css.dim}>{t('entries.evidence_not_public')}</span>}
        </span>
        <Button
          variant="subtle"
          size="compact-md"
          aria-expanded={open}
          aria-label={t('entries.evidence_edit_of', { name: file.name })}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'entries.evidence_done' : 'entries.evidence_edit')}
        </Button>
      </div>
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
            description={t('entries.evidence_consent_hint')}
            checked={details.consent}
            onChange={(event) => set({ consent: event.currentTarget.checked })}
          />
          <div className={`${css.full} ${css.file_foot}`}>
            <SaveState status={autosave.status} savedAt={autosave.savedAt} />
            <Button variant="subtle" color="red" size="compact-md" onClick={() => setRemoving(true)}>
              {t('entries.evidence_remove')}
            </Button>
          </div>
        </div>
      )}
      {autosave.status === 'error' && <ProblemAlert problem={autosave.problem} />}
      <ConfirmDialog
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('entries.evidence_remove_title', { name: file.name })}
        consequences={[t('entries.evidence_remove_now'), t('entries.evidence_remove_kept')]}
        confirmLabel={t('entries.evidence_remove')}
        danger
        onConfirm={async () => {
          await call('DELETE', `/api/evidence/${file.id}`);
          onRemoved();
        }}
      />
    </li>
  );
}
