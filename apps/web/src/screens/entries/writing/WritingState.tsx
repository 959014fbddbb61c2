import { Alert, Button } from '@mantine/core';
import { IconRefresh, IconUsers } from '@tabler/icons-react';
import { formatDateTime, t } from '../../../i18n';
import { SaveState } from '../../../ui/SaveState';
import type { PartSaving } from '../../../ui/saving/usePartSaving';
import type { Entry } from '../api';
import { partName, sectionName } from '../editor/draft-parts';
import type { Presence } from '../editor/usePresence';
import css from './Writing.module.css';

const names = (entry: Entry, paths: readonly string[]): string => paths.map((path) => partName(entry, path)).join(', ');

/** Where the text is now, and who else is here: two calm lines. */
export function WritingState({ entry, saving, presence }: { entry: Entry; saving: PartSaving; presence: Presence }) {
  const stuck = saving.status === 'signed-out' || saving.status === 'offline';
  const others = presence.people.filter((person) => !person.self);
  return (
    <div className={css.state}>
      <span>
        <SaveState status={saving.status} savedAt={saving.savedAt} />
        {stuck && (
          <Button variant="subtle" size="compact-sm" onClick={() => void saving.flush()}>
            {t(saving.status === 'signed-out' ? 'writing.sign_in' : 'writing.retry')}
          </Button>
        )}
      </span>
      {saving.deviceFull && (
        <p className={css.warn} role="alert">
          {t('writing.device_full')}
        </p>
      )}
      {others.length > 0 && (
        <p className={css.people} role="status">
          <IconUsers size={16} aria-hidden />
          <span>{t('writing.here')}:</span>
          {others.map((person, index) => (
            <span key={index}>
              {person.section
                ? t('writing.here_at', { name: person.name, section: sectionName(person.section) })
                : person.name}
              {index < others.length - 1 && ';'}
            </span>
          ))}
        </p>
      )}
      {presence.people.some((person) => person.self) && <p className={css.people}>{t('writing.here_self')}</p>}
      {saving.taken.length > 0 && (
        <p className={css.people} role="status">
          <IconRefresh size={16} aria-hidden />
          <span>{t('writing.taken', { parts: names(entry, saving.taken) })}</span>
        </p>
      )}
    </div>
  );
}

/** What came back from an earlier visit, and from when. */
export function RecoveredNote({ entry, saving }: { entry: Entry; saving: PartSaving }) {
  if (!saving.recovered) return null;
  return (
    <Alert color="lake" title={t('writing.recovered_title')} mb="md" role="status">
      {t('writing.recovered', { at: formatDateTime(saving.recovered.at), parts: names(entry, saving.recovered.paths) })}
      <div>
        <Button variant="default" size="compact-md" mt="xs" onClick={saving.dismissRecovered}>
          {t('writing.recovered_close')}
        </Button>
      </div>
    </Alert>
  );
}
