import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { declareConflict, reopenSheet, type Sheet } from './api';

/** What may be done with a sheet besides marking it, as the server says in `can`. */
export function SheetActions({ sheet, onDone, onLeft }: { sheet: Sheet; onDone: () => Promise<void>; onLeft: () => void }) {
  const [asked, setAsked] = useState<'conflict' | 'reopen' | null>(null);
  const close = (): void => setAsked(null);
  return (
    <Group mt="lg" gap="sm">
      {sheet.can.includes('recuse') && (
        <Button variant="subtle" color="gray" onClick={() => setAsked('conflict')}>
          {t('judging.conflict')}
        </Button>
      )}
      {sheet.can.includes('reopen') && (
        <Button variant="default" onClick={() => setAsked('reopen')}>
          {t('judging.reopen')}
        </Button>
      )}
      <ConfirmDialog
        opened={asked === 'conflict'}
        onClose={close}
        title={t('judging.conflict_title')}
        consequences={[t('judging.conflict_out'), t('judging.conflict_void'), t('judging.conflict_board')]}
        reason="required"
        reasonLabel={t('judging.conflict_reason')}
        confirmLabel={t('judging.conflict')}
        danger
        onConfirm={async (reason) => {
          await declareConflict(sheet.id, reason);
          onLeft();
        }}
      />
      <ConfirmDialog
        opened={asked === 'reopen'}
        onClose={close}
        title={t('judging.reopen_title')}
        consequences={[t('judging.reopen_kept'), t('judging.reopen_judge')]}
        reason="required"
        confirmLabel={t('judging.reopen')}
        onConfirm={async (reason) => {
          await reopenSheet(sheet.id, sheet.version, reason);
          await onDone();
        }}
      />
    </Group>
  );
}
