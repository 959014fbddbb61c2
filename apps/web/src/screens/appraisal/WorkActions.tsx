import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatNumber, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { SaveState } from '../../ui/SaveState';
import type { Autosave } from '../../ui/useAutosave';
import { type Appraisal, type Entry, type LeafCriterion, propose } from './api';
import css from './appraisal.module.css';
import { type AppraisalDraft, type Gaps, totalOf } from './draft';
import { jumpTo } from './jump';
import { ReturnDialog } from './ReturnDialog';
import { StepBack } from './StepBack';
import type { ReturnList } from './useReturnList';

interface Props {
  entry: Entry;
  appraisal: Appraisal;
  leaves: readonly LeafCriterion[];
  draft: AppraisalDraft;
  gaps: Gaps;
  list: ReturnList;
  autosave: Autosave<AppraisalDraft>;
  onDone: (action: 'propose' | 'return' | 'stepBack') => Promise<void>;
}

/** The totals, what is still missing, and the two ways on: to the leader, or back to the unit. */
export function WorkActions({ entry, appraisal, leaves, draft, gaps, list, autosave, onDone }: Props) {
  const [asked, setAsked] = useState<'propose' | 'return' | null>(null);
  const total = formatNumber(totalOf(leaves, (code) => draft.scores[code]?.points ?? appraisal.selfScores[code]));
  const self = formatNumber(appraisal.selfTotal);
  const notOk = Object.values(draft.checklist).filter(({ ok }) => ok === false).length;
  const score = gaps.reasons[0] ?? gaps.scores[0];
  const missing = [
    ...(gaps.checklist.length > 0 ? [{ id: `check-${gaps.checklist[0]}`, text: t('appraisal.missing_check', { n: formatNumber(gaps.checklist.length) }) }] : []),
    ...(score ? [{ id: `score-${score}`, text: gaps.reasons.length > 0 ? t('appraisal.reason_needed_n', { n: formatNumber(gaps.reasons.length) }) : t('appraisal.missing_scores', { n: formatNumber(gaps.scores.length) }) }] : []),
    ...(gaps.finding ? [{ id: 'appraisal-finding', text: t('appraisal.missing_finding') }] : []),
  ];
  const unconfirmed = appraisal.criterionOfficers.filter(({ confirmed, criterion }) => !confirmed && leaves.some(({ code }) => code === criterion));
  if (unconfirmed[0]) missing.push({ id: `score-${unconfirmed[0].criterion}`, text: t('review.missing_confirm', { n: formatNumber(unconfirmed.length) }) });
  const left = appraisal.returnsLeft;
  const proposes = appraisal.can.includes('propose');
  const returns = appraisal.can.includes('return');
  return (
    <div className={css.foot}>
      <div className={css.foot_line}>
        <span>
          {t('appraisal.total_self')} <strong className="dvk-num">{self}</strong>
        </span>
        <span className={css.total} role="status">
          {t('appraisal.total_ours')} <strong className="dvk-num">{total}</strong>
        </span>
        <span className={css.saved}>
          <SaveState status={autosave.status} savedAt={autosave.savedAt} recovered={autosave.recovered} />
        </span>
      </div>
      {autosave.conflict && (
        <div>
          <Button variant="light" color="amber" onClick={() => jumpTo('appraisal-conflict')}>
            {t('appraisal.conflict_choose')}
          </Button>
        </div>
      )}
      {proposes && (
        <div className={css.missing}>
          {missing.length === 0 ? t('appraisal.ready') : `${t('appraisal.missing_title')}:`}
          {missing.map(({ id, text }) => (
            <button key={id} type="button" onClick={() => jumpTo(id)}>
              {text}
            </button>
          ))}
        </div>
      )}
      <div className={css.buttons}>
        {proposes && (
          <Button disabled={missing.length > 0} onClick={() => void autosave.flush().then((saved) => saved && setAsked('propose'))}>
            {t('appraisal.propose')}
          </Button>
        )}
        {returns && (
          <Button variant="default" onClick={() => setAsked('return')}>
            {list.items.length > 0 ? t('appraisal.return_n', { n: formatNumber(list.items.length) }) : t('appraisal.return')}
          </Button>
        )}
        <StepBack entry={entry} appraisal={appraisal} settle={autosave.flush} onDone={() => onDone('stepBack')} />
        {returns && left !== null && <span className={css.dim}>{left > 0 ? t('appraisal.return_left', { n: formatNumber(left) }) : t('appraisal.return_left_none')}</span>}
      </div>
      <ConfirmDialog
        opened={asked === 'propose'}
        onClose={() => setAsked(null)}
        title={t('appraisal.propose_title')}
        consequences={[
          t('appraisal.propose_to', { unit: entry.holderUnitName ?? '' }),
          t('appraisal.propose_total', { total, self }),
          ...(notOk > 0 ? [t('appraisal.propose_not_ok', { n: formatNumber(notOk) })] : []),
          t('appraisal.propose_locked'),
        ]}
        confirmLabel={t('appraisal.propose')}
        onConfirm={async () => {
          await propose(entry.id, appraisal.entryVersion);
          await onDone('propose');
        }}
      />
      <ReturnDialog
        opened={asked === 'return'}
        onClose={() => setAsked(null)}
        entry={entry}
        appraisal={appraisal}
        leaves={leaves}
        list={list}
        settle={autosave.flush}
        onDone={() => onDone('return')}
      />
    </div>
  );
}
