import { MultiSelect, Switch } from '@mantine/core';
import { t } from '../../../i18n';
import { useEditor } from '../editor';
import { Shown } from '../fields';
import type { StageRule } from '../types';

const CHECKS = ['DEADLINE', 'QUOTA', 'EARLIER_AWARD', 'UNIT_CLOSED', 'FILES', 'SELF_SCORES', 'RETURN_ITEMS'] as const;

/** What an appraisal may ask for beyond its checklist: one officer for each criterion, checks that must not fail. */
export function AppraisalOptions({
  stage,
  change,
  path,
}: {
  stage: StageRule;
  change: (patch: Partial<StageRule>) => void;
  path: string;
}) {
  const { readOnly, count } = useEditor();
  const blocking = stage.blockingChecks ?? [];
  if (readOnly)
    return (
      <>
        {stage.criterionOfficers && <Shown label={t('review.rule_officers')} value={t('common.yes')} />}
        {blocking.length > 0 && (
          <Shown
            label={t('review.rule_blocking')}
            value={blocking.map((code) => t(`review.check_${code}`)).join(', ')}
          />
        )}
      </>
    );
  return (
    <>
      <Switch
        mt="md"
        label={t('review.rule_officers')}
        description={t('review.rule_officers_hint')}
        checked={stage.criterionOfficers ?? false}
        onChange={(event) => change({ criterionOfficers: event.currentTarget.checked || undefined })}
      />
      <MultiSelect
        mt="md"
        label={t('review.rule_blocking')}
        description={t('review.rule_blocking_hint')}
        data={CHECKS.map((value) => ({ value, label: t(`review.check_${value}`) }))}
        value={blocking}
        error={count(`${path}.blockingChecks`) > 0}
        onChange={(codes) =>
          change({ blockingChecks: codes.length > 0 ? (codes as StageRule['blockingChecks']) : undefined })
        }
      />
    </>
  );
}
