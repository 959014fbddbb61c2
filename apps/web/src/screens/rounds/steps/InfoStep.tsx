import { formatDateTime, t } from '../../../i18n';
import { Facts } from '../../../ui/Facts';
import { Section } from '../../../ui/Section';
import { useEditor } from '../editor';
import { MomentField } from '../fields';
import grid from '../Grid.module.css';
import type { RoundDetail } from '../types';
import { ReminderDays } from './ReminderDays';
import { ReportMonths } from './ReportMonths';

export function InfoStep({ round }: { round: RoundDetail }) {
  const { rules, readOnly, edit } = useEditor();
  const { opensAt, closesAt } = rules.registration;
  const setWindow = (patch: Partial<typeof rules.registration>): void =>
    edit((before) => ({ ...before, registration: { ...before.registration, ...patch } }));
  return (
    <>
      <Section title={t('rounds.step_info')}>
        <Facts
          facts={[
            [t('rounds.name'), round.name],
            [t('rounds.code'), round.code],
            [t('rounds.year'), round.year],
            [t('rounds.programme'), round.programmeName],
            [t('rounds.unit'), round.unitName],
            [t('rounds.opened_at'), round.openedAt ? formatDateTime(round.openedAt) : null],
            [t('rounds.closed_at'), round.closedAt ? formatDateTime(round.closedAt) : null],
          ]}
        />
      </Section>
      <Section title={t('rounds.registration')} hint={t('rounds.registration_hint')}>
        {readOnly ? (
          <Facts
            facts={[
              [t('rounds.registration_opens'), formatDateTime(opensAt)],
              [t('rounds.registration_closes'), formatDateTime(closesAt)],
            ]}
          />
        ) : (
          <div className={grid.grid}>
            <MomentField
              label={t('rounds.registration_opens')}
              path="registration.opensAt"
              value={opensAt}
              onChange={(at) => at && setWindow({ opensAt: at })}
            />
            <MomentField
              label={t('rounds.registration_closes')}
              path="registration.closesAt"
              value={closesAt}
              onChange={(at) => at && setWindow({ closesAt: at })}
            />
          </div>
        )}
      </Section>
      <ReminderDays />
      <ReportMonths />
      {round.rulesHistory.length > 1 && (
        <Section title={t('rounds.history')}>
          <Facts
            facts={round.rulesHistory.map((version) => [
              t('rounds.history_version', { n: version.version }),
              [version.createdBy, formatDateTime(version.createdAt), version.reason].filter(Boolean).join(' · '),
            ])}
          />
        </Section>
      )}
    </>
  );
}
