import { type FormEvent, useState } from 'react';
import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../api/call';
import { useIdempotencyKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { dayOf, formatDateTime, t, timeLeft, today } from '../../i18n';
import { BlankForms } from '../../ui/BlankForms';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { UnitPicker } from '../../ui/UnitPicker';
import { type Entry, type Round, type RoundDetail, roundsForEntries } from '../entries/api';
import { CategoryChoice } from '../entries/CategoryChoice';
import { ChoiceCards } from '../entries/ChoiceCards';
import css from '../entries/EntryScreen.module.css';
import { type Arrival, ArrivalFields } from './ArrivalFields';

export default function NewPaper() {
  const { data, error, refetch } = useQuery(roundsForEntries);
  const open = data?.filter(({ state }) => state === 'OPEN') ?? [];
  return (
    <Page title={t('paper.new')} lead={t('paper.new_lead')} breadcrumb={[{ label: t('entries.list'), to: '/entries' }]}>
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeletons rows={5} height={72} />}
      {data && open.length === 0 && (
        <div className="dvk-card">
          <EmptyState title={t('paper.no_round')} hint={t('paper.no_round_hint')} />
        </div>
      )}
      {open.length > 0 && <PaperForm rounds={open} />}
    </Page>
  );
}

function PaperForm({ rounds }: { rounds: Round[] }) {
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [key, renewKey] = useIdempotencyKey();
  const { problem, busy, run } = useProblem();
  const [roundId, setRoundId] = useState(rounds.length === 1 ? (rounds[0]?.id ?? '') : '');
  const [unitId, setUnitId] = useState<string | null>(null);
  const [category, setCategory] = useState('');
  const [title, setTitle] = useState('');
  const [name, setName] = useState('');
  const [arrival, setArrival] = useState<Arrival>({ receivedOn: today(), postmarkOn: null, note: '' });
  const [tried, setTried] = useState(false);
  const round = useQuery({
    queryKey: ['round', roundId],
    queryFn: () => call<RoundDetail>('GET', `/api/rounds/${roundId}`),
    enabled: roundId !== '',
  });
  const own = session.roles.find(({ role }) => role === 'OFFICER');
  const complete = Boolean(roundId && unitId && category && title.trim() && name.trim() && arrival.receivedOn);
  const missing = (value: string | null): string | undefined =>
    tried && !value?.trim() ? t('entries.fill_in') : undefined;
  const closes = round.data?.rules.registration.closesAt;
  const counted = arrival.postmarkOn ?? arrival.receivedOn;
  const late = closes !== undefined && counted !== null && counted > dayOf(closes);

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!complete) {
      window.setTimeout(() => {
        const first = document.querySelector<HTMLElement>('form [data-open] input, form [aria-invalid="true"]');
        first?.focus();
        first?.scrollIntoView({ block: 'center' });
      });
      return;
    }
    await run(async () => {
      const body = { roundId, unitId, categoryCode: category, title, subjectName: name, ...arrival };
      try {
        const entry = await call<Entry>('POST', '/api/entries/paper', { body, headers: { 'idempotency-key': key } });
        void queries.invalidateQueries({ queryKey: ['entries'] });
        void queries.invalidateQueries({ queryKey: ['home'] });
        await navigate({ to: '/entries/$id/edit', params: { id: entry.id } });
      } catch (error) {
        // what is mended after a refusal is another request
        if (asProblem(error).status !== 0) renewKey();
        throw error;
      }
    });
  }

  return (
    <form onSubmit={(event) => void create(event)} noValidate>
      <Section title={t('paper.whose')}>
        <Stack gap="md">
          <ChoiceCards
            legend={t('entries.round')}
            name="round"
            value={roundId}
            onChange={(value) => {
              setRoundId(value);
              setCategory('');
            }}
            error={missing(roundId) ?? problem?.field('roundId')}
            options={rounds.map(({ id, name: label, unitName, closesAt }) => ({
              value: id,
              label,
              hint: t('entries.round_until', {
                unit: unitName,
                at: formatDateTime(closesAt),
                left: timeLeft(closesAt),
              }),
            }))}
          />
          <UnitPicker
            label={t('paper.unit')}
            description={t('paper.unit_hint')}
            required
            within={own?.unitId}
            value={unitId}
            onChange={setUnitId}
            error={missing(unitId) ?? problem?.field('unitId')}
          />
        </Stack>
      </Section>
      <Section title={t('paper.arrival')}>
        <Stack gap="md">
          <ArrivalFields
            value={arrival}
            onChange={setArrival}
            errorOf={(field) =>
              problem?.field(field) ?? (field === 'receivedOn' ? missing(arrival.receivedOn) : undefined)
            }
          />
          {late && closes && (
            <Alert color="orange" role="status">
              {t('paper.late', { at: formatDateTime(closes) })}
            </Alert>
          )}
        </Stack>
      </Section>
      <Section title={t('entries.new_what')} hint={t('entries.new_what_hint')}>
        {roundId === '' && <p>{t('entries.round_first')}</p>}
        {round.error && <ProblemAlert problem={asProblem(round.error)} onRetry={() => void round.refetch()} />}
        {roundId !== '' && round.isPending && <Skeletons rows={2} height={64} />}
        {round.data && (
          <CategoryChoice
            key={roundId}
            categories={round.data.rules.categories}
            value={category}
            onChange={setCategory}
            error={missing(category) ?? problem?.field('categoryCode')}
          />
        )}
      </Section>
      <Section title={t('entries.new_name')}>
        <Stack gap="md">
          <TextInput
            label={t('entries.title')}
            description={t('entries.title_hint')}
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
      {category && (
        <details className={css.blank}>
          <summary>{t('forms.blank')}</summary>
          <BlankForms roundId={roundId} category={category} />
        </details>
      )}
      <ProblemAlert problem={problem} />
      {tried && !complete && <p role="alert">{t('paper.missing')}</p>}
      <Button type="submit" size="md" loading={busy}>
        {t('paper.continue')}
      </Button>
      <p>{t('paper.after')}</p>
    </form>
  );
}
