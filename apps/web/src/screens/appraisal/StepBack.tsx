import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { type Appraisal, type Entry, stepBack } from './api';

/** Gives the entry back to the appraisal of the level below. Offered by the server, and only where there is one. */
export function StepBack({ entry, appraisal, settle, onDone }: { entry: Entry; appraisal: Appraisal; settle?: () => Promise<unknown>; onDone: () => Promise<void> }) {
  const [asking, setAsking] = useState(false);
  if (!appraisal.can.includes('stepBack') || !appraisal.below) return null;
  const below = appraisal.below;
  return (
    <>
      <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>
        {t('review.step_back')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('review.step_back_title', { unit: below })}
        consequences={[t('review.step_back_goes', { unit: below }), t('review.step_back_quota', { unit: below }), t('review.step_back_unit', { unit: entry.unitName })]}
        reason="required"
        reasonLabel={t('review.step_back_reason')}
        confirmLabel={t('review.step_back')}
        onConfirm={async (reason) => {
          await settle?.();
          await stepBack(entry.id, appraisal.entryVersion, reason);
          await onDone();
        }}
      />
    </>
  );
}
