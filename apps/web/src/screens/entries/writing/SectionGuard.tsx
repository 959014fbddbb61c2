import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { formatTime, t } from '../../../i18n';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { sectionName } from '../editor/draft-parts';
import type { Presence } from '../editor/usePresence';
import css from './Writing.module.css';

/** A section that one person at a time writes in: says who has it, and how to take it over. */
export function SectionGuard({
  section,
  presence,
  children,
}: {
  section: string;
  presence: Presence;
  children: ReactNode;
}) {
  const [asking, setAsking] = useState(false);
  const lock = presence.lockedBy(section);
  const at = lock ? formatTime(lock.since) : '';
  return (
    <div onFocusCapture={() => presence.at(section)} onInputCapture={() => presence.typed(section)}>
      {lock && (
        <div className={css.lock} role="status">
          <p>
            <IconLock size={18} aria-hidden />
            <span>{t(lock.takenFromMe ? 'writing.taken_from_me' : 'writing.locked_by', { name: lock.name, at })}</span>
          </p>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('writing.take_over')}
          </Button>
        </div>
      )}
      <fieldset className={css.fields} disabled={lock !== undefined}>
        {children}
      </fieldset>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('writing.take_over_title', { section: sectionName(section) })}
        consequences={[t('writing.take_over_1', { name: lock?.name ?? '', at }), t('writing.take_over_2')]}
        confirmLabel={t('writing.take_over')}
        onConfirm={() => presence.takeOver(section)}
      />
    </div>
  );
}
