import { Alert, Button, Group } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call';
import { useIdempotencyKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { assign, type Assigned, type Board, removeAssignment } from './board-api';
import { BoardTable } from './BoardTable';
import css from './judging.module.css';

/** Entries × judges: who scores what, where a conflict forbids it, and which sheets are signed. Marks are never shown here. */
export default function PanelBoard() {
  const { id, panelId } = useParams({ from: '/app/rounds/$id/panels/$panelId' });
  const queries = useQueryClient();
  const board = useInfiniteQuery({
    queryKey: ['panel-board', panelId],
    queryFn: ({ pageParam }) => call<Board>('GET', `/api/panels/${panelId}/board`, { query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<Assigned | null>(null);
  const [removing, setRemoving] = useState<{ id: string; name: string } | null>(null);
  const [key, renewKey] = useIdempotencyKey();
  const { problem, busy, run } = useProblem();
  const first = board.data?.pages[0];
  const entries = board.data?.pages.flatMap((page) => page.entries) ?? [];
  const judges = first?.panel.members ?? [];
  const mayAssign = first?.panel.can.includes('assign') ?? false;
  const nameOf = (judgeId: string): string => judges.find((judge) => judge.id === judgeId)?.fullName ?? '';
  const titleOf = (entryId: string): string => entries.find((entry) => entry.entryId === entryId)?.title ?? '';
  const refresh = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: ['panel-board', panelId] });
    await queries.invalidateQueries({ queryKey: ['panels', id] });
  };
  const free = entries.flatMap((entry) =>
    judges
      .filter((judge) => !entry.cells.some((cell) => cell.judgeId === judge.id) && !entry.conflicts.some((conflict) => conflict.judgeId === judge.id))
      .map((judge) => `${entry.entryId} ${judge.id}`),
  );

  async function send(): Promise<void> {
    await run(async () => {
      const pairs = [...picked].map((pair) => {
        const [entryId = '', judgeId = ''] = pair.split(' ');
        return { entryId, judgeId };
      });
      setDone(await assign(panelId, pairs, key));
      renewKey();
      setPicked(new Set());
      await refresh();
    });
  }
  return (
    <Page title={first?.panel.name ?? t('judging.panel_assign')} width="wide" breadcrumb={[{ label: t('judging.panels'), to: `/rounds/${id}/panels` }]} lead={first && t('judging.board_needs', { n: first.minMarks })}>
      {board.isPending && <Skeletons rows={6} />}
      {board.error && <ProblemAlert problem={asProblem(board.error)} onRetry={() => void board.refetch()} />}
      {first && entries.length === 0 && (
        <div className="dvk-card">
          <EmptyState title={t('judging.board_empty')} hint={t('judging.board_empty_hint')} />
        </div>
      )}
      {done && (
        <Alert color={done.refused.length > 0 ? 'amber' : 'green'} role="status" mb="md" title={t('judging.board_assigned', { n: done.created.length })}>
          {done.refused.length > 0 && (
            <>
              {t('judging.board_refused', { n: done.refused.length })}
              <ul>
                {done.refused.map((refusal) => (
                  <li key={`${refusal.entryId} ${refusal.judgeId}`}>
                    {nameOf(refusal.judgeId)} – {titleOf(refusal.entryId)}: {t(`judging.refused_${refusal.code}`)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Alert>
      )}
      {entries.length > 0 && (
        <>
          {mayAssign && <p className={css.dim}>{t('judging.board_hint')}</p>}
          <BoardTable
            entries={entries}
            judges={judges}
            minMarks={first?.minMarks ?? 0}
            picked={picked}
            mayAssign={mayAssign}
            onPick={(pair) => setPicked((before) => new Set(before.has(pair) ? [...before].filter((one) => one !== pair) : [...before, pair]))}
            onRemove={(assignmentId, name) => setRemoving({ id: assignmentId, name })}
          />
          <ProblemAlert problem={problem} />
          <Group mt="md" gap="sm">
            {mayAssign && (
              <>
                <Button loading={busy} disabled={picked.size === 0} onClick={() => void send()}>
                  {t('judging.board_assign', { n: formatNumber(picked.size) })}
                </Button>
                {picked.size > 0 ? (
                  <Button variant="default" onClick={() => setPicked(new Set())}>
                    {t('judging.board_pick_none')}
                  </Button>
                ) : (
                  free.length > 0 && (
                    <Button variant="default" onClick={() => setPicked(new Set(free))}>
                      {t('judging.board_pick_all')}
                    </Button>
                  )
                )}
              </>
            )}
            {board.hasNextPage && (
              <Button variant="default" loading={board.isFetchingNextPage} onClick={() => void board.fetchNextPage()}>
                {t('common.load_more')}
              </Button>
            )}
          </Group>
        </>
      )}
      <ConfirmDialog
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('judging.board_remove_title')}
        consequences={[t('judging.board_remove_hint')]}
        confirmLabel={t('judging.board_remove', { judge: removing?.name ?? '' })}
        danger
        onConfirm={async () => {
          if (removing) await removeAssignment(removing.id);
          await refresh();
        }}
      />
    </Page>
  );
}
