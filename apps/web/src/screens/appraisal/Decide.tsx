import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { formatNumber, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Fraction } from '../../ui/Fraction';
import { type Appraisal, type Entry, type EntryTimeline, forward, refuse, sendBack } from './api';
import css from './appraisal.module.css';
import { StepBack } from './StepBack';

export type Decision = 'forward' | 'sendBack' | 'refuse' | 'stepBack';

interface Props {
  entry: Entry;
  appraisal: Appraisal;
  timeline: EntryTimeline | undefined;
  onDone: (action: Decision) => Promise<void>;
}

/** The leader's decision, with what follows from each. Which are offered is said by the server. */
export function Decide({ entry, appraisal, timeline, onDone }: Props) {
  const [asked, setAsked] = useState<Decision | null>(null);
  const close = (): void => setAsked(null);
  const { can, quota, entryVersion } = appraisal;
  const unit = entry.holderUnitName ?? '';
  const next = timeline?.ahead[0];
  const label = t(next && next.unitName === unit ? 'appraisal.forward_next' : 'appraisal.forward_up');
  return (
    <div className={css.foot}>
      {quota.max !== null && (
        <>
          <Fraction done={quota.used} of={quota.max} label={t('appraisal.quota_label')} />
          {quota.used >= quota.max && <p className={css.warn}>{t('appraisal.quota_full', { used: formatNumber(quota.used), max: formatNumber(quota.max) })}</p>}
        </>
      )}
      {next && can.includes('forward') && <p className={css.dim}>{t('appraisal.forward_to', { unit: next.unitName ?? unit, stage: next.stageName })}</p>}
      {can.includes('sendBack') && !can.includes('forward') && (
        <Alert color="amber" role="note">
          {t('appraisal.four_eyes')}
        </Alert>
      )}
      <div className={css.buttons}>
        {can.includes('forward') && <Button onClick={() => setAsked('forward')}>{label}</Button>}
        {can.includes('sendBack') && (
          <Button variant="default" onClick={() => setAsked('sendBack')}>
            {t('appraisal.send_back')}
          </Button>
        )}
        <StepBack entry={entry} appraisal={appraisal} onDone={() => onDone('stepBack')} />
        {can.includes('refuse') && (
          <Button variant="subtle" color="red" onClick={() => setAsked('refuse')}>
            {t('appraisal.refuse')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={asked === 'forward'}
        onClose={close}
        title={t('appraisal.forward_title')}
        consequences={[
          next ? t('appraisal.forward_to', { unit: next.unitName ?? unit, stage: next.stageName }) : t('appraisal.forward_last'),
          ...(quota.max === null ? [] : [t('appraisal.forward_quota', { unit, used: formatNumber(quota.used + 1), max: formatNumber(quota.max) })]),
          t('appraisal.forward_seen'),
          t('appraisal.forward_final'),
        ]}
        reason="optional"
        reasonLabel={t('appraisal.forward_note')}
        confirmLabel={label}
        onConfirm={async (note) => {
          await forward(entry.id, entryVersion, note);
          await onDone('forward');
        }}
      />
      <ConfirmDialog
        opened={asked === 'sendBack'}
        onClose={close}
        title={t('appraisal.send_back_title')}
        consequences={[t('appraisal.send_back_who', { unit }), t('appraisal.send_back_kept')]}
        reason="required"
        reasonLabel={t('appraisal.send_back_reason')}
        confirmLabel={t('appraisal.send_back')}
        onConfirm={async (reason) => {
          await sendBack(entry.id, entryVersion, reason);
          await onDone('sendBack');
        }}
      />
      <ConfirmDialog
        opened={asked === 'refuse'}
        onClose={close}
        title={t('appraisal.refuse_title')}
        consequences={[t('appraisal.refuse_ends', { round: entry.roundCode }), t('appraisal.refuse_told', { unit: entry.unitName }), t('appraisal.refuse_final')]}
        reason="required"
        reasonLabel={t('appraisal.refuse_reason')}
        confirmLabel={t('appraisal.refuse')}
        danger
        onConfirm={async (reason) => {
          await refuse(entry.id, entryVersion, reason);
          await onDone('refuse');
        }}
      />
    </div>
  );
}
