import { Alert, Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../../api/call';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { ConflictChoice } from '../../ui/SaveState';
import { rebase } from '../../ui/saving/parts';
import { useAutosave } from '../../ui/useAutosave';
import { WordCount } from '../../ui/WordCount';
import { type Appraisal, appraisalQuery, confirmCriteria, type Entry, type LeafCriterion } from './api';
import css from './appraisal.module.css';
import { Checklist } from './Checklist';
import { DraftSummary } from './DraftSummary';
import { type AppraisalDraft, draftOf, gapsOf, partsOf, saveDraft, type ScoreDraft, withParts } from './draft';
import { lowerScores } from './scores';
import { ScoreRow } from './ScoreRow';
import type { ReturnList } from './useReturnList';
import { WorkActions } from './WorkActions';
import { WorkSteps } from './WorkSteps';

interface Props {
  entry: Entry;
  appraisal: Appraisal;
  leaves: readonly LeafCriterion[];
  list: ReturnList;
  onProof: (criterion: LeafCriterion) => void;
  onDone: (action: 'propose' | 'return' | 'stepBack') => Promise<void>;
}

/** The officer's side: checklist, scores, finding; saved while typing. One mounting for each revision at a stage. */
export function Work({ entry, appraisal, leaves, list, onProof, onDone }: Props) {
  const queries = useQueryClient();
  // What was loaded at the start. A newer version by somebody else must meet the check of the server, not slip in here.
  const [start] = useState(() => ({ value: draftOf(appraisal, leaves), version: appraisal.appraisal?.version ?? 0 }));
  const [draft, setDraft] = useState<AppraisalDraft>(start.value);
  /** What the server had last, as far as this screen knows. */
  const known = useRef(start.value);
  const keep = (value: AppraisalDraft, answer: Appraisal): { version: number } => {
    known.current = value;
    queries.setQueryData(appraisalQuery(entry.id).queryKey, answer);
    return { version: answer.appraisal?.version ?? 0 };
  };
  /** Somebody else has saved: parts that only one of us has changed are put together; null when we have changed the same one. */
  const together = async (value: AppraisalDraft): Promise<{ version: number } | null> => {
    const fresh = await call<Appraisal>('GET', `/api/entries/${entry.id}/appraisal`);
    const { patch, conflicts } = rebase(partsOf(known.current), partsOf(draftOf(fresh, leaves)), partsOf(value));
    if (conflicts.length > 0) return null;
    const merged = withParts(value, patch);
    const answer = await saveDraft(fresh, merged, fresh.appraisal?.version ?? 0, false);
    setDraft((typed) => withParts(typed, patch));
    return keep(merged, answer);
  };
  const autosave = useAutosave<AppraisalDraft>({
    key: `appraisal:${entry.id}:${entry.stageCode}:${entry.revisionNo}`,
    value: draft,
    saved: start.value,
    version: start.version,
    onReplace: setDraft,
    save: async (value, version, keepalive) => {
      try {
        return keep(value, await saveDraft(queries.getQueryData(appraisalQuery(entry.id).queryKey) ?? appraisal, value, version, keepalive));
      } catch (error) {
        const merged = asProblem(error).code === 'CHANGED_MEANWHILE' ? await together(value) : null;
        if (!merged) throw error;
        return merged;
      }
    },
    reload: async () => {
      const fresh = await call<Appraisal>('GET', `/api/entries/${entry.id}/appraisal`);
      queries.setQueryData(appraisalQuery(entry.id).queryKey, fresh);
      return { value: draftOf(fresh, leaves), version: fresh.appraisal?.version ?? 0 };
    },
  });
  const gaps = gapsOf(appraisal, draft);
  const setScore = (code: string, change: Partial<ScoreDraft>): void =>
    setDraft((before) => ({ ...before, scores: { ...before.scores, [code]: { points: null, reason: '', ...before.scores[code], ...change } } }));
  const incomplete = autosave.problem?.code === 'SCORES_INCOMPLETE';
  const previous = appraisal.appraisal === null ? appraisal.earlier.findLast((record) => record.stageCode === entry.stageCode) : undefined;
  const untouched = JSON.stringify(draft) === JSON.stringify(start.value);

  return (
    <>
      <div id="appraisal-conflict">
        <ConflictChoice conflict={autosave.conflict} show={(value) => <DraftSummary draft={value} appraisal={appraisal} leaves={leaves} />} />
      </div>
      <div className={css.work_head}>
        <WorkSteps appraisal={appraisal} draft={draft} gaps={gaps} />
      </div>
      {autosave.status === 'error' && !incomplete && <ProblemAlert problem={autosave.problem} />}
      {previous && untouched && (
        <Alert color="lake" mb="md" title={t('appraisal.previous_title')}>
          {t('appraisal.previous_hint', { n: formatNumber(previous.revisionNo) })}
          <div className={css.alert_action}>
            <Button variant="default" onClick={() => setDraft(draftOf(appraisal, leaves, previous))}>
              {t('appraisal.previous_take')}
            </Button>
          </div>
        </Alert>
      )}
      <section className={css.part} id="appraisal-check" tabIndex={-1} aria-label={t('appraisal.check_title')}>
        <h3>{t('appraisal.check_title')}</h3>
        <Checklist
          items={appraisal.checklist}
          marks={draft.checklist}
          onChange={(code, change) => setDraft((before) => ({ ...before, checklist: { ...before.checklist, [code]: { ok: null, note: '', ...before.checklist[code], ...change } } }))}
        />
      </section>
      <section className={css.part} id="appraisal-scores" tabIndex={-1} aria-label={t('appraisal.scores_title')}>
        <h3>{t('appraisal.scores_title')}</h3>
        <p className={css.dim}>{t('appraisal.scores_hint')}</p>
        {leaves.map((criterion) => (
          <ScoreRow
            key={criterion.code}
            criterion={criterion}
            self={appraisal.selfScores[criterion.code]}
            lower={lowerScores(appraisal, entry.stageCode, criterion)}
            score={draft.scores[criterion.code] ?? { points: null, reason: '' }}
            errors={{ points: autosave.problem?.field(`score.${criterion.code}`), reason: autosave.problem?.field(`reason.${criterion.code}`) }}
            evidence={entry.evidence.filter(({ part }) => part === criterion.code).length}
            onProof={() => onProof(criterion)}
            history={appraisal.scoreHistory.filter((one) => one.criterion === criterion.code)}
            officer={appraisal.criterionOfficers.find((one) => one.criterion === criterion.code)}
            onConfirm={async () => {
              if (!(await autosave.flush())) return;
              queries.setQueryData(appraisalQuery(entry.id).queryKey, await confirmCriteria(entry.id, [criterion.code]));
            }}
            onChange={(change) => setScore(criterion.code, change)}
            list={appraisal.can.includes('return') ? list : undefined}
          />
        ))}
      </section>
      <div className={css.part}>
        <Textarea
          id="appraisal-finding"
          label={t('appraisal.finding')}
          classNames={{ label: css.part_label }}
          description={t('appraisal.finding_hint')}
          autosize
          minRows={4}
          maxRows={16}
          maxLength={8000}
          value={draft.finding}
          onChange={(event) => {
            const finding = event.currentTarget.value;
            setDraft((before) => ({ ...before, finding }));
          }}
        />
        <WordCount text={draft.finding} />
      </div>
      <WorkActions entry={entry} appraisal={appraisal} leaves={leaves} draft={draft} gaps={gaps} list={list} autosave={autosave} onDone={onDone} />
    </>
  );
}
