import { Alert, Button, Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useIdempotencyKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyState } from '../../ui/EmptyState';
import { Fraction } from '../../ui/Fraction';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { useUrlState } from '../../ui/useUrlState';
import { forwardTogether, type ListPlace, type Manifest, manifest, type ManifestRow } from './api';
import css from './appraisal.module.css';
import { chosenFor } from './chosen';
import { MadeLists } from './MadeLists';
import { Papers } from './Papers';

/** A leader's list: which entries go, in which order, what stands against it; then all of them at once. */
export default function Forward() {
  const [address] = useUrlState();
  const { roundId = '', stage = '', unitId = '' } = address;
  const place: ListPlace = { roundId, stage, unitId };
  const list = useQuery({ queryKey: ['appraisal', 'manifest', place], queryFn: () => manifest(place), staleTime: 0, gcTime: 0, enabled: roundId !== '' });
  const crumbs = [{ label: t('appraisal.back'), to: '/appraisal' }];
  return (
    <Page title={t('review.list_title')} width="wide" breadcrumb={crumbs} lead={list.data && t('review.list_lead', { unit: list.data.unitName, stage: list.data.stageName, round: list.data.roundName })}>
      {list.error && <ProblemAlert problem={asProblem(list.error)} onRetry={() => void list.refetch()} />}
      {list.isLoading && <Skeletons rows={5} />}
      {list.data && <OneList key={list.dataUpdatedAt} place={place} found={list.data} onReload={() => list.refetch()} />}
      <MadeLists roundId={roundId} />
    </Page>
  );
}

interface Sent {
  n: number;
  no: number;
  id: string;
}

function OneList({ place, found, onReload }: { place: ListPlace; found: Manifest; onReload: () => Promise<unknown> }) {
  const queries = useQueryClient();
  const [key, renewKey] = useIdempotencyKey();
  const [order, setOrder] = useState<readonly string[]>(() => found.items.map(({ entryId }) => entryId));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => {
    const before = chosenFor(place);
    return new Set(found.items.filter(({ entryId, refused }) => !refused && (before.length === 0 || before.includes(entryId))).map(({ entryId }) => entryId));
  });
  const [asking, setAsking] = useState<Manifest | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const [rows, setRows] = useState<ReadonlyMap<string, ManifestRow>>(() => new Map(found.items.map((row) => [row.entryId, row])));
  const going = order.filter((id) => chosen.has(id));
  const left = found.quotaMax === null ? null : found.quotaMax - found.quotaUsed;

  // The reasons depend on what else goes: the server looks at exactly this list in this order.
  useEffect(() => {
    let gone = false;
    const look = window.setTimeout(() => {
      if (order.length === 0) return;
      // What was taken off comes last, so that it takes nobody's place in the quota.
      const asked = [...order.filter((id) => chosen.has(id)), ...order.filter((id) => !chosen.has(id))];
      manifest({ roundId: place.roundId, stage: place.stage, unitId: place.unitId }, asked).then(
        (answer) => !gone && setRows(new Map(answer.items.map((row) => [row.entryId, row]))),
        (error: unknown) => !gone && setProblem(error),
      );
    }, 300);
    return () => {
      gone = true;
      window.clearTimeout(look);
    };
  }, [chosen, order, place.roundId, place.stage, place.unitId]);

  const move = (id: string, by: number): void =>
    setOrder((before) => {
      const at = before.indexOf(id);
      const next = before.filter((one) => one !== id);
      next.splice(Math.max(0, at + by), 0, id);
      return next;
    });
  const take = (id: string, taken: boolean): void =>
    setChosen((before) => {
      const next = new Set(before);
      if (taken) next.add(id);
      else next.delete(id);
      return next;
    });
  const refusedChosen = going.filter((id) => rows.get(id)?.refused);

  async function ask(): Promise<void> {
    setProblem(null);
    try {
      setAsking(await manifest(place, going));
    } catch (error) {
      setProblem(error);
    }
  }

  if (sent)
    return (
      <Alert color="green" role="status" title={t('review.list_done', { n: formatNumber(sent.n), no: formatNumber(sent.no) })}>
        <div className={css.alert_action}>
          <Papers id={sent.id} />
          <Button variant="default" onClick={() => void onReload()}>
            {t('appraisal.done_list')}
          </Button>
        </div>
      </Alert>
    );
  if (found.items.length === 0) return <EmptyState title={t('review.list_empty')} />;
  return (
    <>
      {problem !== null && <ProblemAlert problem={asProblem(problem)} onRetry={() => void onReload()} />}
      <div className={css.list_head}>
        {found.quotaMax === null ? <p className={css.dim}>{t('review.list_quota_none')}</p> : <Fraction done={found.quotaUsed + going.length} of={found.quotaMax} label={t('review.list_quota')} />}
        <Button variant="subtle" onClick={() => void onReload()}>
          {t('review.list_by_score')}
        </Button>
      </div>
      <ol className={css.list} aria-label={t('review.list_order')}>
        {order.map((id, index) => {
          const row = rows.get(id);
          if (!row) return null;
          return (
            <Row key={id} row={row} no={chosen.has(id) ? going.indexOf(id) + 1 : null} taken={chosen.has(id)} onTake={(taken) => take(id, taken)} onMove={(by) => move(id, by)} first={index === 0} last={index === order.length - 1} />
          );
        })}
      </ol>
      <div className={css.list_foot}>
        <Button disabled={going.length === 0 || refusedChosen.length > 0 || (left !== null && going.length > left)} onClick={() => void ask()}>
          {t('review.list_send', { n: formatNumber(going.length) })}
        </Button>
        {left !== null && going.length > left && <p className={css.warn}>{t('appraisal.quota_full', { used: formatNumber(found.quotaUsed + left), max: formatNumber(found.quotaMax) })}</p>}
      </div>
      <ConfirmDialog
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={t('review.list_send_title', { n: formatNumber(asking?.forwards ?? 0) })}
        consequences={[
          t('review.list_send_all', { n: formatNumber(asking?.forwards ?? 0) }),
          ...(asking?.quotaMax == null ? [] : [t('review.list_send_quota', { unit: asking.unitName, used: formatNumber(asking.quotaUsed + asking.forwards), max: formatNumber(asking.quotaMax) })]),
          t('review.list_send_told'),
          t('review.list_send_paper'),
          t('appraisal.forward_final'),
        ]}
        reason="optional"
        reasonLabel={t('appraisal.forward_note')}
        confirmLabel={t('review.list_send', { n: formatNumber(asking?.forwards ?? 0) })}
        onConfirm={async (note) => {
          if (!asking) return;
          try {
            const entries = asking.items.filter(({ refused }) => !refused).map(({ entryId, version }) => ({ id: entryId, version }));
            const answer = await forwardTogether(key, { ...place, hash: asking.hash, entries, ...(note ? { note } : {}) });
            setSent({ n: answer.count, no: answer.no, id: answer.manifestId });
            await Promise.all([['appraisal', 'waiting'], ['appraisal', 'queue'], ['appraisal', 'made'], ['entries'], ['home']].map((queryKey) => queries.invalidateQueries({ queryKey })));
          } catch (error) {
            if (asProblem(error).status !== 0) renewKey();
            throw error;
          }
        }}
      />
    </>
  );
}

interface RowProps {
  row: ManifestRow;
  no: number | null;
  taken: boolean;
  onTake: (taken: boolean) => void;
  onMove: (by: number) => void;
  first: boolean;
  last: boolean;
}

function Row({ row, no, taken, onTake, onMove, first, last }: RowProps) {
  const { title } = row;
  return (
    <li className="dvk-card" data-taken={taken || undefined}>
      <div className={css.list_row}>
        <Checkbox
          checked={taken}
          disabled={row.refused !== null && !taken}
          aria-label={t('review.list_take', { title })}
          onChange={(event) => onTake(event.currentTarget.checked)}
        />
        <span className={css.list_no}>{no === null ? '–' : formatNumber(no)}</span>
        <div className={css.list_text}>
          <Link className={css.list_link} to="/appraisal/$entryId" params={{ entryId: row.entryId }}>
            {title}
          </Link>
          <span className={css.dim}>
            {row.unitName} · {row.categoryName}
          </span>
          <span className="dvk-num">{t('review.list_score', { ours: formatNumber(row.appraisedTotal), self: formatNumber(row.selfTotal) })}</span>
          {row.nextStage && <span className={css.dim}>{t('review.list_to', { unit: row.nextUnit ?? '', stage: row.nextStage })}</span>}
          {row.lacks.length > 0 && (
            <span>
              {t('review.list_lacks')}: {row.lacks.map(({ text }) => text).join('; ')}
            </span>
          )}
          {row.refused && (
            <span className={css.warn}>
              {t('review.list_refused')}: {row.refused.text}
            </span>
          )}
        </div>
        <div className={css.list_moves}>
          <Button variant="default" size="compact-md" disabled={first} aria-label={t('review.list_up', { title })} onClick={() => onMove(-1)}>
            <IconArrowUp size={18} aria-hidden />
          </Button>
          <Button variant="default" size="compact-md" disabled={last} aria-label={t('review.list_down', { title })} onClick={() => onMove(1)}>
            <IconArrowDown size={18} aria-hidden />
          </Button>
        </div>
      </div>
    </li>
  );
}
