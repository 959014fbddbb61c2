import { Alert, Button, Group, SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { Deadline } from '../../ui/Deadline';
import { LinkButton } from '../../ui/LinkButton';
import { ModelBadge } from '../../ui/ModelBadge';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import { Visits } from '../visits/Visits';
import { Answers } from './Answers';
import { type Appraisal, appraisalQuery, type Entry, entryQuery, type LeafCriterion, leavesOf, timelineQuery, waitingQuery } from './api';
import css from './appraisal.module.css';
import { Changes } from './Changes';
import { Checks } from './Checks';
import { Decide, type Decision } from './Decide';
import { Earlier } from './Earlier';
import { EntrySide } from './EntrySide';
import { History } from './History';
import { jumpTo } from './jump';
import { Similar } from './Similar';
import { RecordView } from './RecordView';
import { QueueWalk } from './QueueWalk';
import { type ReturnPart, useReturnList } from './useReturnList';
import { useRoom } from './useRoom';
import { Work } from './Work';

type Action = Decision | 'propose' | 'return' | 'stepBack';

export default function AppraisalScreen() {
  const { entryId } = useParams({ from: '/app/appraisal/$entryId' });
  const entry = useQuery(entryQuery(entryId));
  const appraisal = useQuery(appraisalQuery(entryId));
  const crumbs = [{ label: t('appraisal.back'), to: '/appraisal' }];
  const error = entry.error ?? appraisal.error;
  if (error) {
    const again = (): void => void Promise.all([entry.refetch(), appraisal.refetch()]);
    return (
      <Page title={t('appraisal.work')} breadcrumb={crumbs}>
        <ProblemAlert problem={asProblem(error)} onRetry={again} />
      </Page>
    );
  }
  // Never begins with what an earlier visit left in memory: the text on the screen would be older than its version.
  if (!entry.data || !appraisal.data || !entry.isFetchedAfterMount || !appraisal.isFetchedAfterMount)
    return (
      <Page title={t('appraisal.work')} width="wide" breadcrumb={crumbs}>
        <Skeletons rows={8} />
      </Page>
    );
  return <OneEntry key={entryId} entry={entry.data} appraisal={appraisal.data} />;
}

function OneEntry({ entry, appraisal }: { entry: Entry; appraisal: Appraisal }) {
  const queries = useQueryClient();
  const timeline = useQuery(timelineQuery(entry.id));
  const waiting = useQuery(waitingQuery);
  const [side, setSide] = useState<'entry' | 'work'>('entry');
  const [done, setDone] = useState<Action | null>(null);
  const panel = useRef<HTMLElement>(null);
  useRoom(panel);
  const list = useReturnList(entry.id, entry.revisionNo);
  const leaves = leavesOf(entry.rubric.criteria);
  const works = appraisal.can.includes('appraise');
  const decides = ['forward', 'sendBack', 'refuse'].some((action) => appraisal.can.includes(action));
  const asks = appraisal.can.includes('return') ? list : undefined;
  const next = waiting.data?.items.find(({ id }) => id !== entry.id);
  const [proof, setProof] = useState<LeafCriterion | null>(null);
  const sentBack = works && timeline.data?.steps.at(-1)?.action === 'sendBack' ? timeline.data.steps.at(-1) : undefined;

  const reviewing = entry.state === 'APPRAISING' || entry.state === 'PROPOSED';
  const lastAnswered = appraisal.returns.find(({ answeredAt }) => answeredAt !== null)?.no;

  const finish = async (action: Action): Promise<void> => {
    await Promise.all([['appraisal'], ['entry', entry.id], ['entries'], ['home']].map((queryKey) => queries.invalidateQueries({ queryKey })));
    setDone(action);
    window.scrollTo({ top: 0 });
    panel.current?.scrollTo({ top: 0 });
  };
  const showPart = ({ kind, part }: ReturnPart): void => {
    const inEntry = kind === 'FIELD' || (kind === 'FILE' && entry.form.some(({ code }) => code === part));
    setSide(inEntry ? 'entry' : 'work');
    // After the side was changed: on a phone the other one is not on the screen yet.
    window.setTimeout(() => jumpTo(inEntry ? `part-${part}` : `score-${part}`), 0);
  };
  const prove = (criterion: LeafCriterion): void => {
    setProof(criterion);
    setSide('entry');
  };

  return (
    <Page
      title={entry.title}
      width="wide"
      breadcrumb={[{ label: t('appraisal.back'), to: '/appraisal' }]}
      lead={
        <Group gap="xs">
          <span>{[entry.unitName, entry.stageName, entry.receiptNo && t('appraisal.receipt', { no: entry.receiptNo })].filter(Boolean).join(' · ')}</span>
          <StateBadge state={entry.state} />
          <ModelBadge renewalNo={entry.renewalNo} />
          {(works || decides) && <Deadline at={entry.deadline} />}
        </Group>
      }
    >
      <QueueWalk entryId={entry.id} rows={waiting.data?.items ?? []} />
      {done && (
        <Alert color="green" role="status" mb="md" title={t(done === 'stepBack' ? 'review.done_stepBack' : `appraisal.done_${done}`)}>
          <div className={css.alert_action}>
            {next && (
              <LinkButton to="/appraisal/$entryId" params={{ entryId: next.id }}>
                {t('appraisal.done_next')}
              </LinkButton>
            )}
            <LinkButton to="/appraisal" variant="default">
              {t('appraisal.done_list')}
            </LinkButton>
          </div>
        </Alert>
      )}
      {sentBack && (
        <Alert color="amber" mb="md" title={t('appraisal.sent_back_by')}>
          {sentBack.reason}
        </Alert>
      )}
      <SegmentedControl
        className={`${css.tabs} dvk-no-print`}
        fullWidth
        aria-label={t('appraisal.work')}
        value={side}
        onChange={(value) => setSide(value as 'entry' | 'work')}
        data={[
          { value: 'entry', label: t('appraisal.entry') },
          { value: 'work', label: t(decides ? 'appraisal.decide' : 'appraisal.work') },
        ]}
      />
      <div className={css.split}>
        <section aria-label={t('appraisal.entry')} className={`${css.entry} dvk-card ${side === 'entry' ? '' : css.hidden}`}>
          <EntrySide
            entry={entry}
            list={asks}
            proof={proof}
            onCloseProof={() => {
              setSide('work');
              if (proof) window.setTimeout(() => jumpTo(`score-${proof.code}`), 0);
              setProof(null);
            }}
          />
          {asks && (
            <Button className={css.to_work} variant="default" onClick={() => setSide('work')}>
              {t('appraisal.work')}
            </Button>
          )}
        </section>
        <section ref={panel} aria-label={t('appraisal.work')} className={`${css.work} dvk-card ${side === 'work' ? '' : css.hidden}`} tabIndex={works || decides ? undefined : 0}>
          <h2 className={css.side_title}>{t(decides ? 'appraisal.decide' : 'appraisal.work')}</h2>
          {!works && !decides && (
            <p className={css.dim}>{entry.holderUnitName && ['APPRAISING', 'PROPOSED', 'RETURNED'].includes(entry.state) ? t('appraisal.read_only_waits', { unit: entry.holderUnitName }) : t('appraisal.read_only_left')}</p>
          )}
          {appraisal.returns.some(({ answeredAt }) => answeredAt !== null) && reviewing && <Changes entryId={entry.id} list={asks} onJump={showPart} />}
          <Answers returns={reviewing ? appraisal.returns.filter(({ no }) => no !== lastAnswered) : appraisal.returns} onJump={showPart} />
          {reviewing && <Checks entryId={entry.id} />}
          {works ? (
            <Work key={`${entry.stageCode}:${entry.revisionNo}`} entry={entry} appraisal={appraisal} leaves={leaves} list={list} onProof={prove} onDone={finish} />
          ) : (
            (appraisal.appraisal || decides || appraisal.checklist.length > 0) && <RecordView entry={entry} appraisal={appraisal} leaves={leaves} onProof={prove} />
          )}
          {decides && <Decide entry={entry} appraisal={appraisal} timeline={timeline.data} onDone={finish} />}
        </section>
      </div>
      <div className={css.below}>
        <Visits entryId={entry.id} />
        <Similar entryId={entry.id} />
        <Earlier entry={entry} appraisal={appraisal} leaves={leaves} />
        <History timeline={timeline.data} error={timeline.error} />
      </div>
    </Page>
  );
}
