import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { DateTimeField } from '../../ui/DateField';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { standingsQuery } from '../judging/board-api';
import type { RoundDetail } from '../rounds/types';
import { type Council, planSession, waitingQuery } from './api';
import css from './council.module.css';

interface Waiting {
  id: string;
  title: string;
  unitName: string;
  category: string;
  rank: number | null;
  score: string | null;
  bandName: string | null;
}

/** A session over entries whose ranking is final, in the order of the agenda; leads on to it. */
export function PlanSession({ council, round, onClose }: { council: Council; round: RoundDetail; onClose: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { problem, busy, run } = useProblem();
  const [name, setName] = useState<string>(t('council.session_name_default'));
  const [place, setPlace] = useState('');
  const [when, setWhen] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { entries, pending, error } = useWaiting(round);
  const picked = entries.filter(({ id }) => !left.has(id));

  function toggle(id: string): void {
    setLeft(left.has(id) ? new Set([...left].filter((one) => one !== id)) : new Set([...left, id]));
  }
  async function save(): Promise<void> {
    await run(async () => {
      const session = await planSession(council.id, { name, place, scheduledAt: when ?? '', entryIds: picked.map(({ id }) => id) });
      await queries.invalidateQueries({ queryKey: ['councils', round.id] });
      await queries.invalidateQueries({ queryKey: ['council-sessions'] });
      await navigate({ to: '/council-sessions/$id', params: { id: session.id } });
    });
  }
  if (!pending && !error && entries.length === 0)
    return (
      <div className="dvk-card">
        <EmptyState
          title={t('council.waiting_none')}
          hint={t('council.waiting_none_hint')}
          action={
            <Group justify="center">
              <Button variant="default" onClick={onClose}>
                {t('common.close')}
              </Button>
              <LinkButton to="/rounds/$id/standings" params={{ id: round.id }}>
                {t('council.to_standings')}
              </LinkButton>
            </Group>
          }
        />
      </div>
    );
  return (
    <Section title={t('council.plan')} hint={t('council.planned_mail')}>
      <Stack gap="md">
        <TextInput label={t('council.session_name')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={problem?.field('name')} maxLength={200} withAsterisk />
        <div className={css.two}>
          <DateTimeField label={t('council.when')} value={when} onChange={setWhen} error={problem?.field('scheduledAt')} required />
          <TextInput label={t('council.place')} value={place} onChange={(event) => setPlace(event.currentTarget.value)} error={problem?.field('place')} maxLength={300} />
        </div>
        <fieldset className={css.fieldset}>
          <legend>{t('council.waiting')}</legend>
          <p className={css.dim}>{t('council.waiting_hint')}</p>
          {error && <ProblemAlert problem={asProblem(error)} />}
          {pending && <Skeletons rows={4} />}
          {entries.length > 0 && (
            <Group justify="space-between" mb="xs">
              <span className="dvk-num">{t('council.picked', { n: picked.length, all: entries.length })}</span>
              <Button variant="subtle" onClick={() => setLeft(picked.length > 0 ? new Set(entries.map(({ id }) => id)) : new Set())}>
                {picked.length > 0 ? t('council.pick_none') : t('council.pick_all')}
              </Button>
            </Group>
          )}
          {[...new Set(entries.map(({ category }) => category))].map((category) => (
            <div key={category}>
              <h4 className={css.category}>{category}</h4>
              <ul className={css.plain}>
                {entries
                  .filter((entry) => entry.category === category)
                  .map((entry) => (
                    <li key={entry.id} className={css.candidate} data-picked={!left.has(entry.id)}>
                      <Checkbox checked={!left.has(entry.id)} onChange={() => toggle(entry.id)} label={entry.title} description={entry.unitName} className={css.grow} />
                      <Marks rank={entry.rank} score={entry.score} bandName={entry.bandName} />
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </fieldset>
        <ProblemAlert problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={busy} disabled={picked.length === 0 || when === null || name.trim() === ''} onClick={() => void save()}>
            {t('council.plan')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

/** Rank, score and band of an entry, as the final standing gives them. */
export function Marks({ rank, score, bandName }: { rank: number | null; score: string | null; bandName: string | null }) {
  return (
    <span className={css.marks}>
      {rank !== null && <strong>{t('council.rank_n', { n: rank })}</strong>}
      {score !== null && <span>{t('council.score_n', { score: formatNumber(score) })}</span>}
      {bandName && <span>{bandName}</span>}
    </span>
  );
}

function useWaiting(round: RoundDetail): { entries: Waiting[]; pending: boolean; error: Error | null } {
  const waiting = useQuery(waitingQuery(round.id));
  const items = waiting.data ?? [];
  const categories = round.rules.categories.filter(({ code }) => items.some((item) => item.categoryCode === code));
  const standings = useQueries({ queries: categories.map(({ code }) => standingsQuery(round.id, code)) });
  const rows = standings.flatMap(({ data }) => data?.rows ?? []);
  const entries = categories.flatMap((category) =>
    items
      .filter((item) => item.categoryCode === category.code)
      .map((item): Waiting => {
        const row = rows.find(({ entryId }) => entryId === item.id);
        return { id: item.id, title: item.title, unitName: item.unitName, category: category.name, rank: row?.rank ?? null, score: row?.score ?? null, bandName: row?.bandName ?? null };
      })
      .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity)),
  );
  return { entries, pending: waiting.isPending || standings.some(({ isPending }) => isPending), error: waiting.error };
}
