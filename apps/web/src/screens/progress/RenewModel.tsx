import { type FormEvent, useState } from 'react';
import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../api/call';
import { type Schema, useIdempotencyKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { formatDateTime, t, textOf, timeLeft } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { ModelYears } from '../../ui/ModelYears';
import { Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { ownUnits, type RoundDetail } from '../entries/api';
import { CategoryChoice } from '../entries/CategoryChoice';
import { ChoiceCards } from '../entries/ChoiceCards';
import { type Model, modelsQuery } from './api';

type Created = Schema<'CreatedEntryAnswer'>;

/** Puts a recognised model forward again: its content is copied into a new entry of an open round. */
export default function RenewModel() {
  const { entryId } = useParams({ from: '/app/models/$entryId/renew' });
  const { data, error, refetch } = useQuery({ ...modelsQuery, staleTime: 0 });
  const [created, setCreated] = useState<Created | null>(null);
  const model = data?.items.find((one) => one.entryId === entryId);
  const open = model?.rounds.some((round) => round.entryId === null) ?? false;
  return (
    <Page
      title={t('progress.renew')}
      lead={created ? created.title : model ? model.title : t('progress.renew_lead')}
      breadcrumb={[{ label: t('progress.models_nav'), to: '/models' }]}
    >
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeletons rows={4} height={90} />}
      {created ? (
        <Done created={created} />
      ) : (
        <>
          {data && !open && (
            <div className="dvk-card">
              <EmptyState
                title={t('progress.renew_gone')}
                hint={t('progress.renew_gone_hint')}
                action={<LinkButton to="/models">{t('progress.models_nav')}</LinkButton>}
              />
            </div>
          )}
          {model && open && <RenewForm key={entryId} model={model} onCreated={setCreated} />}
        </>
      )}
    </Page>
  );
}

function RenewForm({ model, onCreated }: { model: Model; onCreated: (entry: Created) => void }) {
  const queries = useQueryClient();
  const [key] = useIdempotencyKey();
  const { problem, busy, run } = useProblem();
  const rounds = model.rounds.filter((round) => round.entryId === null);
  const units = ownUnits(useSession());
  const [roundId, setRoundId] = useState(rounds.length === 1 ? (rounds[0]?.roundId ?? '') : '');
  const [unitId, setUnitId] = useState(
    () => units.find((unit) => unit.id === model.unitId)?.id ?? (units.length === 1 ? (units[0]?.id ?? '') : ''),
  );
  const [title, setTitle] = useState(model.title);
  const [name, setName] = useState(model.subjectName);
  const [chosen, setChosen] = useState('');
  const [tried, setTried] = useState(false);
  const round = useQuery({
    queryKey: ['round', roundId],
    queryFn: () => call<RoundDetail>('GET', `/api/rounds/${roundId}`),
    enabled: roundId !== '',
  });
  const categories = round.data?.rules.categories;
  const same = categories?.some((category) => category.code === model.categoryCode) ?? true;
  const category = same ? model.categoryCode : chosen;
  const missing = (value: string): string | undefined =>
    tried && value.trim() === '' ? t('entries.fill_in') : undefined;

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!roundId || !unitId || !category || !title.trim() || !name.trim()) return;
    await run(async () => {
      const body = { roundId, unitId, categoryCode: category, title, subjectName: name, renewsEntryId: model.entryId };
      const entry = await call<Created>('POST', '/api/entries', { body, headers: { 'idempotency-key': key } });
      for (const queryKey of [['entries'], ['home'], ['models']]) void queries.invalidateQueries({ queryKey });
      onCreated(entry);
      window.scrollTo({ top: 0 });
    });
  }

  return (
    <form onSubmit={(event) => void create(event)} noValidate>
      <Section title={t('progress.history')}>
        <ModelYears steps={model.years} />
      </Section>
      <Section title={t('progress.renew_round')} hint={t('progress.renew_lead')}>
        <ChoiceCards
          legend={t('entries.round')}
          name="round"
          value={roundId}
          onChange={setRoundId}
          error={missing(roundId) ?? problem?.field('roundId')}
          options={rounds.map(({ roundId: id, roundName: label, closesAt }) => ({
            value: id,
            label,
            hint: `${formatDateTime(closesAt)} (${timeLeft(closesAt)})`,
          }))}
        />
        {units.length > 1 && (
          <ChoiceCards
            legend={t('entries.unit')}
            name="unit"
            value={unitId}
            onChange={setUnitId}
            error={missing(unitId) ?? problem?.field('unitId')}
            options={units.map(({ id, name: label }) => ({ value: id, label }))}
          />
        )}
        {!same && categories && (
          <>
            <p>{t('progress.renew_category_gone')}</p>
            <CategoryChoice
              categories={categories}
              value={chosen}
              onChange={setChosen}
              error={missing(chosen) ?? problem?.field('categoryCode')}
            />
          </>
        )}
      </Section>
      <Section title={t('progress.renew_name')}>
        <Stack gap="md">
          <TextInput
            label={t('entries.title')}
            required
            maxLength={300}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={missing(title) ?? problem?.field('title')}
          />
          <TextInput
            label={t('entries.subject_name')}
            description={t('entries.subject_name_hint')}
            required
            maxLength={300}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={missing(name) ?? problem?.field('subjectName')}
          />
        </Stack>
      </Section>
      <ProblemAlert problem={problem} />
      <Button type="submit" size="md" loading={busy}>
        {t('progress.renew_create')}
      </Button>
    </form>
  );
}

/** What was copied and what was not, before the unit begins to write. */
function Done({ created }: { created: Created }) {
  return (
    <Section title={t('progress.renew_done')}>
      <Alert color={created.leftOut.length > 0 ? 'amber' : 'green'} role="status" mb="md">
        {t(created.leftOut.length > 0 ? 'progress.renew_done_part' : 'progress.renew_done_all')}
        {created.leftOut.length > 0 && (
          <ul>
            {created.leftOut.map((part) => (
              <li key={part.code}>
                <strong>{part.label}</strong>: {textOf(`progress.left_out_${part.reason}`)}
              </li>
            ))}
          </ul>
        )}
      </Alert>
      <p>{t('progress.renew_figures')}</p>
      <LinkButton to="/entries/$id/edit" params={{ id: created.id }} size="md">
        {t('progress.renew_open')}
      </LinkButton>
    </Section>
  );
}
