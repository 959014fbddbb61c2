import { useState } from 'react';
import { Button, FileInput, Progress, Select, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useIdempotencyKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import { formatDateTime, formatNumber, t } from '../../i18n';
import { DataList } from '../../ui/DataList';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { type Round, roundsForEntries } from '../entries/api';
import { type Import, importsPage, sendList } from './api';
import { ImportState } from './ImportState';
import css from './imports.module.css';

export default function Imports() {
  const { data, error, refetch } = useQuery(roundsForEntries);
  const open = data?.filter(({ state }) => state === 'OPEN') ?? [];
  return (
    <Page title={t('imports.title')} lead={t('imports.lead')} width="wide">
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeletons rows={3} height={72} />}
      {data && open.length === 0 && (
        <div className="dvk-card">
          <EmptyState title={t('imports.no_round')} hint={t('imports.no_round_hint')} />
        </div>
      )}
      {open.length > 0 && <NewImport rounds={open} />}
      <Section title={t('imports.earlier')}>
        <DataList<Import>
          queryKey={['imports']}
          load={({ cursor }) => importsPage(cursor)}
          rowKey={({ id }) => id}
          rowName={({ fileName }) => fileName}
          href={({ id }) => `/imports/${id}`}
          empty={<EmptyState title={t('imports.empty')} hint={t('imports.empty_hint')} />}
          columns={[
            { key: 'file', header: t('imports.col_file'), onPhone: 'title', render: ({ fileName }) => fileName },
            { key: 'round', header: t('imports.col_round'), render: ({ roundName }) => roundName },
            { key: 'state', header: t('imports.col_state'), render: (one) => <ImportState state={one.state} /> },
            { key: 'counts', header: t('imports.col_counts'), render: ({ counts }) => countsLine(counts) },
            {
              key: 'at',
              header: t('imports.col_at'),
              render: ({ createdAt, createdByName }) => `${formatDateTime(createdAt)}, ${createdByName}`,
            },
          ]}
        />
      </Section>
    </Page>
  );
}

function countsLine({ accepted, rows, rejected }: Import['counts']): string {
  return t('imports.counts_short', {
    accepted: formatNumber(accepted),
    rows: formatNumber(rows),
    rejected: formatNumber(rejected),
  });
}

function NewImport({ rounds }: { rounds: Round[] }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [key, renewKey] = useIdempotencyKey();
  const { problem, busy, run, setProblem } = useProblem();
  const [file, setFile] = useState<File | null>(null);
  const [roundId, setRoundId] = useState<string | null>(rounds.length === 1 ? (rounds[0]?.id ?? null) : null);
  const [percent, setPercent] = useState<number | null>(null);

  async function send(): Promise<void> {
    if (!file || !roundId) return;
    await run(async () => {
      try {
        const made = await sendList(file, roundId, key, setPercent);
        void queries.invalidateQueries({ queryKey: ['imports'] });
        await navigate({ to: '/imports/$id', params: { id: made.id } });
      } catch (error) {
        // another file after a refusal is another import
        if (asProblem(error).status !== 0) renewKey();
        throw error;
      } finally {
        setPercent(null);
      }
    });
  }

  return (
    <Section title={t('imports.file')} hint={t('imports.file_hint')}>
      <Stack gap="md">
        <Select
          label={t('imports.round')}
          placeholder={t('imports.round_none')}
          required
          searchable
          data={rounds.map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` }))}
          value={roundId}
          onChange={setRoundId}
          error={problem?.field('roundId')}
        />
        <FileInput
          label={t('imports.file')}
          required
          accept=".xlsx,.csv,.xls,.tsv,.txt"
          placeholder={t('imports.file_none')}
          value={file}
          clearable
          clearButtonProps={{ 'aria-label': t('common.remove') }}
          onChange={(next) => {
            setFile(next);
            setProblem(null);
          }}
        />
      </Stack>
      {percent !== null && <Progress value={percent} mt="sm" aria-label={t('common.file_uploading', { percent })} />}
      <ProblemAlert problem={problem} />
      <div className={css.buttons}>
        <Button loading={busy} disabled={!file || !roundId} onClick={() => void send()}>
          {t('imports.read')}
        </Button>
      </div>
    </Section>
  );
}
