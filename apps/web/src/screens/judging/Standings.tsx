import { Alert, Button, NativeSelect, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { formatDateTime, formatNumber, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DotPlot } from '../../ui/DotPlot';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { roundQuery } from '../rounds/api';
import { finalise, standingsQuery, type StandingsAnswer } from './board-api';
import css from './judging.module.css';
import { StandingTable } from './StandingTable';

export default function Standings() {
  const { id } = useParams({ from: '/app/rounds/$id/standings' });
  const search = useSearch({ from: '/app/rounds/$id/standings' });
  const navigate = useNavigate();
  const round = useQuery(roundQuery(id));
  const categories = round.data?.rules.categories ?? [];
  const category = search.category ?? categories[0]?.code ?? '';
  const standing = useQuery({ ...standingsQuery(id, category), enabled: category !== '' });
  const problem = round.error ?? standing.error;
  return (
    <Page
      title={t('judging.standings')}
      lead={round.data?.name}
      width="wide"
      breadcrumb={[{ label: round.data?.code ?? '…', to: `/rounds/${id}` }]}
      actions={
        <Button component="a" variant="default" href={`/api/rounds/${id}/standings.xlsx?category=${encodeURIComponent(category)}`} download leftSection={<IconDownload size={18} aria-hidden />}>
          {t('common.export')}
        </Button>
      }
    >
      {categories.length > 0 && (
        <NativeSelect
          label={t('judging.standings_category')}
          maw="26rem"
          mb="lg"
          value={category}
          data={categories.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(event) => void navigate({ to: '/rounds/$id/standings', params: { id }, search: { category: event.currentTarget.value } })}
        />
      )}
      {problem && <ProblemAlert problem={asProblem(problem)} />}
      {!standing.data && !problem && <Skeletons rows={6} />}
      {standing.data && <OneStanding standing={standing.data} />}
    </Page>
  );
}

function OneStanding({ standing }: { standing: StandingsAnswer }) {
  const [finalising, setFinalising] = useState(false);
  const [comment, setComment] = useState('');
  const queries = useQueryClient();
  if (standing.rows.length === 0)
    return (
      <div className="dvk-card">
        <EmptyState title={t('judging.standings_empty')} />
      </div>
    );
  const ranked = standing.rows.filter((row) => row.sheets.length > 0);
  return (
    <>
      <Section
        title={standing.categoryName}
        hint={standing.finalised && standing.finalisedAt ? t('judging.standings_final', { at: formatDateTime(standing.finalisedAt), name: standing.finalisedBy ?? '' }) : t('judging.standings_live')}
        actions={
          standing.can.includes('finalise') && !standing.finalised ? (
            <Button disabled={standing.missing.length > 0} onClick={() => setFinalising(true)}>
              {t('judging.finalise')}
            </Button>
          ) : null
        }
      >
        <p className={css.dim}>
          <strong>{t('judging.standings_method')}: </strong>
          {standing.method}
        </p>
        {standing.comment && <p>{standing.comment}</p>}
        {standing.missing.length > 0 && (
          <Alert color="amber" title={t('judging.standings_missing')} my="md">
            <ul>
              {standing.missing.map((gap) => (
                <li key={`${gap.entryId} ${gap.reason}`}>
                  {gap.reason === 'SHEETS_NOT_SIGNED'
                    ? t('judging.gap_SHEETS_NOT_SIGNED', { title: gap.title, judges: gap.judges.join(', ') })
                    : t('judging.gap_NOT_ENOUGH_MARKS', { title: gap.title, signed: gap.signed, needed: gap.needed })}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <StandingTable standing={standing} />
      </Section>
      {ranked.length > 0 && (
        <Section title={t('judging.judges_marks')}>
          <DotPlot
            caption={t('judging.judges_marks')}
            max={105}
            rows={ranked.map((row) => ({ label: row.title, values: row.sheets.map((sheet) => sheet.total), mean: row.score }))}
          />
        </Section>
      )}
      <ConfirmDialog
        opened={finalising}
        onClose={() => setFinalising(false)}
        title={t('judging.finalise_title')}
        consequences={[t('judging.finalise_frozen', { n: formatNumber(standing.rows.length) }), t('judging.finalise_move')]}
        confirmLabel={t('judging.finalise')}
        onConfirm={async () => {
          await finalise(standing.roundId, standing.category, comment);
          await queries.invalidateQueries({ queryKey: ['standings', standing.roundId] });
          await queries.invalidateQueries({ queryKey: ['home'] });
        }}
      >
        <Textarea label={t('judging.finalise_comment')} autosize minRows={2} mb="md" value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
      </ConfirmDialog>
    </>
  );
}
