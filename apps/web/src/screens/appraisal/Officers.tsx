import { Alert, Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { type CriterionOfficers, placesQuery } from './api';
import css from './appraisal.module.css';

/** The leader of a unit names one officer for each criterion; officers see who is responsible for what. */
export default function Officers() {
  const places = useQuery(placesQuery);
  const [at, setAt] = useState(0);
  const place = places.data?.items[at];
  const query = place && { roundId: place.roundId, stage: place.stageCode, unitId: place.unitId };
  const found = useQuery({
    queryKey: ['appraisal', 'criterion-officers', query],
    queryFn: () => call<CriterionOfficers>('GET', '/api/appraisal/criterion-officers', { query: query ?? {} }),
    enabled: query !== undefined,
  });
  return (
    <Page title={t('review.officers')} breadcrumb={[{ label: t('appraisal.back'), to: '/appraisal' }]} lead={t('review.officers_lead')}>
      {(places.error ?? found.error) && <ProblemAlert problem={asProblem(places.error ?? found.error)} />}
      {places.data?.items.length === 0 && <EmptyState title={t('review.officers_none')} hint={t('review.officers_none_hint')} />}
      {(places.data?.items.length ?? 0) > 1 && (
        <NativeSelect
          label={t('review.officers_place')}
          mb="md"
          value={String(at)}
          onChange={(event) => setAt(Number(event.currentTarget.value))}
          data={places.data?.items.map((one, index) => ({ value: String(index), label: `${one.roundName} · ${one.stageName} · ${one.unitName}` })) ?? []}
        />
      )}
      {(places.isPending || found.isLoading) && <Skeletons rows={5} />}
      {found.data && <Seats key={`${found.data.roundId} ${found.data.stageCode} ${found.data.unitId}`} found={found.data} />}
    </Page>
  );
}

function Seats({ found }: { found: CriterionOfficers }) {
  const queries = useQueryClient();
  const [seats, setSeats] = useState<Record<string, string>>(() => Object.fromEntries(found.criteria.map((one) => [one.criterion, one.accountId ?? ''])));
  const [saved, setSaved] = useState(false);
  const { problem, busy, run } = useProblem();
  const rubrics = [...new Set(found.criteria.map(({ rubric }) => rubric))];
  const save = async (): Promise<void> => {
    await call('PUT', '/api/appraisal/criterion-officers', {
      body: { roundId: found.roundId, stage: found.stageCode, unitId: found.unitId, officers: Object.entries(seats).map(([criterion, accountId]) => ({ criterion, accountId: accountId || null })) },
    });
    await queries.invalidateQueries({ queryKey: ['appraisal'] });
    setSaved(true);
  };
  return (
    <>
      {!found.mayChange && <p className={css.dim}>{t('review.officers_read')}</p>}
      {rubrics.map((rubric) => (
        <Section key={rubric} title={rubric} {...(rubric === rubrics[0] ? { hint: `${found.roundName} · ${found.stageName} · ${found.unitName}` } : {})}>
          <div className={css.seats}>
            {found.criteria
              .filter((one) => one.rubric === rubric)
              .map((one) =>
                found.mayChange ? (
                  <NativeSelect
                    key={one.criterion}
                    label={one.name}
                    value={seats[one.criterion] ?? ''}
                    onChange={(event) => {
                      const { value } = event.currentTarget;
                      setSaved(false);
                      setSeats((before) => ({ ...before, [one.criterion]: value }));
                    }}
                    data={[{ value: '', label: t('review.officers_anyone') }, ...found.officers.map(({ id, name }) => ({ value: id, label: name }))]}
                  />
                ) : (
                  <p key={one.criterion}>
                    {one.name}: <strong>{one.officer ?? t('review.officers_anyone')}</strong>
                  </p>
                ),
              )}
          </div>
        </Section>
      ))}
      <ProblemAlert problem={problem} />
      {saved && (
        <Alert color="green" role="status" mb="md">
          {t('review.officers_saved')}
        </Alert>
      )}
      {found.mayChange && (
        <Button loading={busy} onClick={() => void run(save)}>
          {t('review.officers_save')}
        </Button>
      )}
    </>
  );
}
