import { type FormEvent, useState } from 'react';
import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../api/call';
import { useIdempotencyKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { formatDateTime, t, textOf, timeLeft } from '../../i18n';
import { BlankForms } from '../../ui/BlankForms';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { type Entry, fieldName, ownUnits, type Round, type RoundDetail, roundsForEntries, subjectName } from './api';
import { modelsQuery } from '../progress/api';
import { ChoiceCards } from './ChoiceCards';
import css from './EntryScreen.module.css';

const isOpen = ({ state, opensAt, closesAt }: Round): boolean =>
  state === 'OPEN' && Date.parse(opensAt) <= Date.now() && Date.now() <= Date.parse(closesAt);

export default function NewEntry() {
  const { data, error, refetch } = useQuery(roundsForEntries);
  const units = ownUnits(useSession());
  const open = data?.filter(isOpen) ?? [];
  return (
    <Page
      title={t('entries.new')}
      lead={t('entries.new_lead')}
      breadcrumb={[{ label: t('entries.list'), to: '/entries' }]}
    >
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeletons rows={5} height={72} />}
      {data && (open.length === 0 || units.length === 0) && (
        <div className="dvk-card">
          <EmptyState
            title={t(units.length === 0 ? 'entries.new_no_unit' : 'entries.new_no_round')}
            hint={t(units.length === 0 ? 'entries.new_no_unit_hint' : 'entries.new_no_round_hint')}
          />
        </div>
      )}
      {open.length > 0 && units.length > 0 && <ModelsHint />}
      {open.length > 0 && units.length > 0 && <NewEntryForm rounds={open} units={units} />}
    </Page>
  );
}

/** Whoever goes on with an earlier model need not type it again. */
function ModelsHint() {
  const { data } = useQuery(modelsQuery);
  const free = data?.items.filter((model) => model.rounds.some((round) => round.entryId === null)) ?? [];
  if (free.length === 0) return null;
  return (
    <Alert color="lake" mb="md" title={t('progress.hint_models', { n: free.length })}>
      {t('progress.hint_models_text')}
      <br />
      <LinkButton to="/models" variant="default" mt="sm">
        {t('progress.hint_models_open')}
      </LinkButton>
    </Alert>
  );
}

function NewEntryForm({ rounds, units }: { rounds: Round[]; units: { id: string; name: string }[] }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [key] = useIdempotencyKey();
  const { problem, busy, run } = useProblem();
  const [roundId, setRoundId] = useState(rounds.length === 1 ? (rounds[0]?.id ?? '') : '');
  const [unitId, setUnitId] = useState(units.length === 1 ? (units[0]?.id ?? '') : '');
  const [field, setField] = useState('');
  const [subject, setSubject] = useState('');
  const [title, setTitle] = useState('');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const round = useQuery({
    queryKey: ['round', roundId],
    queryFn: () => call<RoundDetail>('GET', `/api/rounds/${roundId}`),
    enabled: roundId !== '',
  });
  const categories = round.data?.rules.categories ?? [];
  const fields = [...new Set(categories.map((category) => category.field))];
  const subjects = categories.filter((category) => category.field === field);
  const category = subjects.find((one) => one.subjectType === subject);
  const missing = (value: string): string | undefined =>
    tried && value.trim() === '' ? t('entries.fill_in') : undefined;

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!roundId || !unitId || !category || !title.trim() || !name.trim()) {
      // After drawing, to the first part that is open.
      window.setTimeout(() => {
        const first = document.querySelector<HTMLElement>('form [data-open] input, form [aria-invalid="true"]');
        first?.focus();
        first?.scrollIntoView({ block: 'center' });
      });
      return;
    }
    await run(async () => {
      const body = { roundId, unitId, categoryCode: category.code, title, subjectName: name };
      const entry = await call<Entry>('POST', '/api/entries', { body, headers: { 'idempotency-key': key } });
      void queries.invalidateQueries({ queryKey: ['entries'] });
      void queries.invalidateQueries({ queryKey: ['home'] });
      await navigate({ to: '/entries/$id/edit', params: { id: entry.id } });
    });
  }

  return (
    <form onSubmit={(event) => void create(event)} noValidate>
      <Section title={t('entries.new_where')}>
        <ChoiceCards
          legend={t('entries.round')}
          name="round"
          value={roundId}
          onChange={(value) => {
            setRoundId(value);
            setField('');
            setSubject('');
          }}
          error={missing(roundId) ?? problem?.field('roundId')}
          options={rounds.map(({ id, name: label, unitName, closesAt }) => ({
            value: id,
            label,
            hint: t('entries.round_until', { unit: unitName, at: formatDateTime(closesAt), left: timeLeft(closesAt) }),
          }))}
        />
        <ChoiceCards
          legend={t('entries.unit')}
          name="unit"
          value={unitId}
          onChange={setUnitId}
          error={missing(unitId) ?? problem?.field('unitId')}
          options={units.map(({ id, name: label }) => ({ value: id, label }))}
        />
      </Section>
      <Section title={t('entries.new_what')} hint={t('entries.new_what_hint')}>
        {roundId === '' && <p>{t('entries.round_first')}</p>}
        {round.error && <ProblemAlert problem={asProblem(round.error)} onRetry={() => void round.refetch()} />}
        {roundId !== '' && round.isPending && <Skeletons rows={2} height={64} />}
        {fields.length > 0 && (
          <ChoiceCards
            legend={t('entries.field')}
            name="field"
            columns
            value={field}
            onChange={(value) => {
              setField(value);
              const only = categories.filter((one) => one.field === value);
              setSubject((before) =>
                only.some((one) => one.subjectType === before)
                  ? before
                  : only.length === 1
                    ? (only[0]?.subjectType ?? '')
                    : '',
              );
            }}
            error={missing(field)}
            options={fields.map((value) => ({
              value,
              label: fieldName(value),
              hint: textOf(`entries.field_hint_${value}`),
            }))}
          />
        )}
        {field !== '' && (
          <ChoiceCards
            legend={t('entries.subject')}
            name="subject"
            columns
            value={subject}
            onChange={setSubject}
            error={missing(subject) ?? problem?.field('categoryCode')}
            options={subjects.map(({ subjectType }) => ({
              value: subjectType,
              label: subjectName(subjectType),
              hint: textOf(`entries.subject_hint_${subjectType}`),
            }))}
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
      <ProblemAlert problem={problem} />
      {category && (
        <details className={css.blank}>
          <summary>{t('forms.blank')}</summary>
          <BlankForms roundId={roundId} category={category.code} />
        </details>
      )}
      {tried && (!roundId || !unitId || !category || !title.trim() || !name.trim()) && (
        <p role="alert">{t('entries.new_missing')}</p>
      )}
      <Button type="submit" size="md" loading={busy}>
        {t('entries.create')}
      </Button>
      <p>{t('entries.new_after')}</p>
    </form>
  );
}
