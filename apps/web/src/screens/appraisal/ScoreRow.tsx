import { Button, Radio, Textarea } from '@mantine/core';
import { formatNumber, t } from '../../i18n';
import { ScoreInput } from '../../ui/ScoreInput';
import type { Appraisal, LeafCriterion } from './api';
import css from './appraisal.module.css';
import { isChanged, type ScoreDraft } from './draft';
import { AskButton, AskedText } from './PartRequest';
import { Responsible, ScoreHistory } from './ScoreMore';
import { ScoreScale } from './ScoreScale';
import type { ReturnList } from './useReturnList';

export interface LowerScore {
  unitName: string;
  points: string;
  reason: string;
}

interface Props {
  criterion: LeafCriterion;
  self: string | undefined;
  /** What the levels below gave, lowest first. */
  lower: readonly LowerScore[];
  score: ScoreDraft;
  errors?: { points?: string | undefined; reason?: string | undefined };
  evidence?: number;
  /** Shows that evidence beside it. */
  onProof?: () => void;
  /** After the last level. */
  final?: string | undefined;
  history?: Appraisal['scoreHistory'];
  officer?: Appraisal['criterionOfficers'][number] | undefined;
  onConfirm?: () => Promise<unknown>;
  /** Left out: for reading only. */
  onChange?: (change: Partial<ScoreDraft>) => void;
  /** Left out: nothing can be asked from the unit now. */
  list?: ReturnList | undefined;
}

/** One criterion: self-score, the levels below and this level side by side; a changed score asks for its reason. */
export function ScoreRow({ criterion, self, lower, score, errors = {}, evidence = 0, onProof, final, history = [], officer, onConfirm, onChange: write, list }: Props) {
  // Somebody else answers for this criterion: its score is to be seen, not to be changed.
  const foreign = officer !== undefined && !officer.mine;
  const onChange = foreign ? undefined : write;
  const gate = criterion.kind === 'GATE';
  const changed = isChanged(self, score.points);
  const word = (points: string | null | undefined): string => (points === null || points === undefined ? '–' : gate ? t(Number(points) > 0 ? 'appraisal.gate_yes' : 'appraisal.gate_no') : formatNumber(points));
  const differing = lower.filter(({ points }) => isChanged(points, score.points));
  return (
    <div className={css.score} id={`score-${criterion.code}`} data-changed={changed || undefined} data-read={!onChange || undefined}>
      <div className={css.score_name}>
        {criterion.path.length > 0 && <span className={css.dim}>{criterion.path.join(' › ')}</span>}
        <h4>{criterion.name}</h4>
        {onChange && criterion.help && <span className={css.dim}>{criterion.help}</span>}
        {onProof && (
          <Button className={css.proof_open} variant="subtle" size="compact-sm" aria-label={t('review.see_evidence_of', { name: criterion.name, n: evidence })} onClick={onProof}>
            {t('review.see_evidence', { n: evidence })}
          </Button>
        )}
      </div>
      <div className={css.score_line}>
        <dl className={css.points}>
          <div>
            <dt>{t('appraisal.self')}</dt>
            <dd>{word(self)}</dd>
          </div>
          {lower.map((one) => (
            <div key={one.unitName} data-changed={isChanged(self, one.points) || undefined}>
              <dt>{one.unitName}</dt>
              <dd>{word(one.points)}</dd>
            </div>
          ))}
          {!onChange && (
            <div className={css.points_ours}>
              <dt>{t('appraisal.work')}</dt>
              <dd>{word(score.points)}</dd>
            </div>
          )}
          {final !== undefined && (
            <div>
              <dt>{t('review.final')}</dt>
              <dd>{word(final)}</dd>
            </div>
          )}
        </dl>
        {onChange && !gate && (
          <div className={css.score_input}>
            <ScoreInput
              label={t('appraisal.score_of', { name: criterion.name })}
              hideLabel
              value={score.points}
              max={criterion.max}
              step={criterion.step}
              error={errors.points}
              onChange={(points) => onChange({ points })}
            />
          </div>
        )}
      </div>
      {!gate && <ScoreScale max={criterion.max} self={self} lower={lower.map(({ points }) => points)} ours={score.points} />}
      {onChange && gate && (
        <Radio.Group
          label={<span className="dvk-hidden">{t('appraisal.gate_of', { name: criterion.name })}</span>}
          value={score.points === null ? '' : Number(score.points) > 0 ? '1' : '0'}
          onChange={(points) => onChange({ points })}
        >
          <div className={css.check_choices}>
            <Radio value="0" label={t('appraisal.gate_no')} />
            <Radio value="1" label={t('appraisal.gate_yes')} color="red" />
          </div>
        </Radio.Group>
      )}
      {lower.map((one) => one.reason && (
        <p key={one.unitName} className={css.note}>
          {one.unitName}: {one.reason}
        </p>
      ))}
      {changed && onChange && (
        <Textarea
          label={t('appraisal.reason_of', { name: criterion.name })}
          withAsterisk
          autosize
          minRows={1}
          maxRows={6}
          maxLength={2000}
          value={score.reason}
          error={errors.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
        />
      )}
      {changed && !onChange && score.reason && <p className={css.note}>{score.reason}</p>}
      {onChange && (
        <div className={css.score_actions}>
          {differing.map((one) => (
            <Button key={one.unitName} variant="light" size="compact-sm" onClick={() => onChange({ points: one.points, reason: isChanged(self, one.points) ? t('appraisal.as_lower', { unit: one.unitName }) : '' })}>
              {t('appraisal.take_lower', { unit: one.unitName })}
            </Button>
          ))}
          {changed && self !== undefined && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onChange({ points: self, reason: '' })}>
              {t('appraisal.take_self')}
            </Button>
          )}
          {list && <AskButton kind="CRITERION" part={criterion.code} name={criterion.name} list={list} />}
        </div>
      )}
      {officer && <Responsible officer={officer} name={criterion.name} onConfirm={write && onConfirm} />}
      <ScoreHistory history={history} name={criterion.name} word={word} />
      {list && <AskedText kind="CRITERION" part={criterion.code} name={criterion.name} list={list} />}
    </div>
  );
}
