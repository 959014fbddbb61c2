import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call';
import { useIdempotencyKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { type Visit, visitsQuery } from './api';
import { VisitCard } from './VisitCard';
import { VisitForm } from './VisitForm';
import css from './visits.module.css';

/** Field visits in the appraisal of one entry: what was found on the spot, and the record that is being written. */
export function Visits({ entryId }: { entryId: string }) {
  const queries = useQueryClient();
  const visits = useQuery(visitsQuery(entryId));
  const [key, renewKey] = useIdempotencyKey();
  const { problem, busy, run } = useProblem();
  const [writing, setWriting] = useState<Visit | null>(null);
  const [correcting, setCorrecting] = useState<Visit | null>(null);
  const begin = async (body: object): Promise<void> => {
    const headers = { 'idempotency-key': key };
    setWriting(await call<Visit>('POST', `/api/entries/${entryId}/visits`, { body, headers }));
    renewKey();
  };
  const close = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: ['visits'] });
    setWriting(null);
  };
  const { data, error } = visits;
  const others = data?.items.filter(({ id }) => id !== writing?.id) ?? [];
  return (
    <Section
      title={t('visits.title')}
      hint={t('visits.hint')}
      actions={
        !writing &&
        data?.can.includes('create') && (
          <Button loading={busy} onClick={() => void run(() => begin({}))}>
            {t('visits.new')}
          </Button>
        )
      }
    >
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void visits.refetch()} />}
      <ProblemAlert problem={problem} />
      {!data && !error && <Skeletons rows={2} height={60} />}
      {writing && <VisitForm key={writing.id} visit={writing} onClose={close} />}
      {data && others.length === 0 && !writing && <p className={css.dim}>{t('visits.none')}</p>}
      {others.map((visit) => (
        <VisitCard
          key={visit.id}
          visit={visit}
          onWrite={
            !writing && visit.can.includes('write')
              ? () =>
                  void run(async () => {
                    setWriting(await call<Visit>('GET', `/api/visits/${visit.id}`));
                  })
              : undefined
          }
          onCorrect={
            !writing && visit.can.includes('correct') && data?.can.includes('create')
              ? () => setCorrecting(visit)
              : undefined
          }
        />
      ))}
      <ConfirmDialog
        opened={correcting !== null}
        onClose={() => setCorrecting(null)}
        title={t('visits.correct_title')}
        consequences={[t('visits.correct_new'), t('visits.correct_kept')]}
        confirmLabel={t('visits.correct')}
        reason="required"
        reasonLabel={t('visits.correct_reason')}
        onConfirm={(reason) => begin({ replacesId: correcting?.id, reason })}
      />
    </Section>
  );
}
