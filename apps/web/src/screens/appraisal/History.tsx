import { asProblem } from '../../api/problem';
import { t, textOf } from '../../i18n';
import { peopleOf, whoDid } from '../../ui/who-did';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { Timeline } from '../../ui/Timeline';
import type { EntryTimeline } from './api';
import css from './appraisal.module.css';

const WAITING = ['DRAFT', 'RETURNED', 'APPRAISING', 'PROPOSED', 'SCORING', 'COUNCIL', 'APPROVED'];

/** Who has the entry now, what happened, and what comes next. */
export function History({ timeline, error }: { timeline: EntryTimeline | undefined; error: Error | null }) {
  return (
    <Section title={t('common.timeline')}>
      {error && <ProblemAlert problem={asProblem(error)} />}
      {!timeline && !error && <Skeletons rows={3} />}
      {timeline && (
        <>
          <Timeline
            holder={
              timeline.holderUnitName && WAITING.includes(timeline.state)
                ? { who: timeline.holderUnitName, doing: textOf(`common.state_${timeline.state}`), people: peopleOf(timeline), since: timeline.since, deadline: timeline.by }
                : null
            }
            steps={timeline.steps.toReversed().map((step, index) => ({
              id: `${step.at} ${index}`,
              what: textOf(`appraisal.step_${step.action}`) ?? step.action,
              who: whoDid(step),
              at: step.at,
              reason: step.reason,
            }))}
          />
          {timeline.ahead.length > 0 && (
            <>
              <h3 className={css.ahead_title}>{t('appraisal.next_steps')}</h3>
              <ol className={css.ahead}>
                {timeline.ahead.map((step) => (
                  <li key={step.stageCode}>
                    {step.stageName}
                    {step.unitName && <span className={css.dim}>{step.unitName}</span>}
                  </li>
                ))}
              </ol>
            </>
          )}
        </>
      )}
    </Section>
  );
}
