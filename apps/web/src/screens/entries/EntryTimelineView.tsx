import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { asProblem } from '../../api/problem';
import { t, textOf } from '../../i18n';
import { peopleOf, whoDid } from '../../ui/who-did';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { Timeline } from '../../ui/Timeline';
import type { Entry, EntryTimeline } from './api';
import css from './EntryScreen.module.css';

// The way of an entry has a dozen steps; the last few say where it is.
const shortly = 4;

/** "Đang chờ ai?", what comes next, and what has been. */
export function EntryTimelineView({ entry }: { entry: Entry }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['entry', entry.id, 'timeline'],
    queryFn: () => call<EntryTimeline>('GET', `/api/entries/${entry.id}/timeline`),
    staleTime: 0,
  });
  const [all, setAll] = useState(false);
  if (error) return <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeletons rows={4} />;
  const done = ['RECOGNISED', 'REFUSED', 'NOT_APPROVED', 'WITHDRAWN'].includes(data.state);
  return (
    <>
      {done && <p className={css.finished}>{textOf(`entries.end_${data.state}`)}</p>}
      <Timeline
        holder={
          done || !data.holderUnitName
            ? null
            : {
                who: data.holderUnitName,
                doing: textOf(`entries.doing_${data.state}`) ?? data.stageName,
                people: peopleOf(data),
                since: data.since,
                deadline: data.by,
              }
        }
        steps={(all ? data.steps : data.steps.slice(-shortly)).toReversed().map((step, index) => ({
          id: String(index),
          what: [textOf(`entries.did_${step.action}`) ?? step.action, step.action === 'create' ? null : step.stageName]
            .filter(Boolean)
            .join(' · '),
          who: whoDid(step),
          at: step.at,
          reason: step.reason,
        }))}
      />
      {!all && data.steps.length > shortly && (
        <Button variant="subtle" size="compact-md" onClick={() => setAll(true)}>
          {t('entries.all_steps', { n: data.steps.length })}
        </Button>
      )}
      {data.ahead.length > 0 && (
        <>
          <h2 className={css.small_title}>{t('entries.ahead')}</h2>
          <ol className={css.ahead}>
            {data.ahead.map((step) => (
              <li key={step.stageCode}>
                {step.stageName}
                {step.unitName && <span className={css.dim}>{step.unitName}</span>}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
