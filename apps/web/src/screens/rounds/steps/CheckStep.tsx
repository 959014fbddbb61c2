import { Alert } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { formatDateTime, formatNumber, t } from '../../../i18n';
import { Section } from '../../../ui/Section';
import { useEditor } from '../editor';
import grid from '../Grid.module.css';
import { placeWords, stepOf } from '../places';
import { Simulation } from '../Simulation';
import type { RoundDetail } from '../types';

/** Before opening: what is wrong, what is worth a second look, what opening fixes, and which way entries go. */
export function CheckStep({ round, children }: { round: RoundDetail; children?: React.ReactNode }) {
  const { rules, problems } = useEditor();
  const closed = Date.parse(rules.registration.closesAt) <= Date.now();
  const unlimited = rules.chain.filter(
    (stage) => stage.kind === 'APPRAISAL' && stage.level !== 'PROVINCE' && !stage.quota,
  );
  const unused = rules.rubrics.filter(
    (rubric) => !rules.categories.some((category) => category.rubric === rubric.code),
  );
  const looks = [
    closed ? t('rounds.look_closed', { at: formatDateTime(rules.registration.closesAt) }) : null,
    ...unlimited.map((stage) => t('rounds.look_no_quota', { stage: stage.name })),
    ...unused.map((rubric) => t('rounds.look_unused_rubric', { rubric: rubric.name })),
    rules.awardForms.length === 0 ? t('rounds.look_no_award') : null,
  ].filter((line) => line !== null);
  return (
    <>
      <Section title={t('rounds.check_problems')}>
        {problems.length === 0 ? (
          <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('rounds.check_fine')} role="status">
            {t('rounds.check_fine_hint')}
          </Alert>
        ) : (
          <>
            <p>{t('rounds.check_count', { n: problems.length })}</p>
            <ul className={grid.plain}>
              {problems.map((problem) => (
                <li key={`${problem.field} ${problem.code}`}>
                  <Link
                    to="/rounds/$id"
                    params={{ id: round.id }}
                    search={{ step: stepOf(problem.field), at: problem.field }}
                  >
                    {placeWords(rules, problem.field)}
                  </Link>
                  : {problem.message}
                </li>
              ))}
            </ul>
          </>
        )}
        {looks.length > 0 && (
          <>
            <h3 className={grid.subtitle}>{t('rounds.check_looks')}</h3>
            <ul className={grid.plain}>
              {looks.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        )}
      </Section>
      {children}
      <Section title={t('rounds.freezes')}>
        <ul className={grid.plain}>
          <li>
            {t('rounds.freezes_rules', {
              stages: rules.chain.length,
              fields: rules.form.length,
              categories: rules.categories.length,
              rubrics: rules.rubrics.length,
            })}
          </li>
          <li>
            {t('rounds.freezes_window', {
              from: formatDateTime(rules.registration.opensAt),
              to: formatDateTime(rules.registration.closesAt),
            })}
          </li>
          <li>{t('rounds.freezes_later')}</li>
          <li>{t('rounds.freezes_quota', { n: formatNumber(rules.chain.filter((stage) => stage.quota).length) })}</li>
        </ul>
      </Section>
      <Simulation unitId={round.unitId} />
    </>
  );
}
