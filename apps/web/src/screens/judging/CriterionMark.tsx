import { Button, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { formatNumber, t } from '../../i18n';
import { ScoreInput } from '../../ui/ScoreInput';
import type { SheetCriterion } from './api';
import css from './judging.module.css';

interface Props {
  criterion: SheetCriterion;
  mark: { points: string | null; comment: string };
  disabled: boolean;
  error?: string | undefined;
  onChange: (change: Partial<{ points: string | null; comment: string }>) => void;
}

/** One criterion: what it asks, what the unit gave itself, the judge's mark and, on wish, a comment. */
export function CriterionMark({ criterion, mark, disabled, error, onChange }: Props) {
  const [commenting, setCommenting] = useState(mark.comment !== '');
  const gate = criterion.kind === 'GATE';
  return (
    <div className={css.criterion}>
      <div className={css.criterion_head}>
        <div>
          {criterion.path.length > 0 && <span className={css.dim}>{criterion.path.join(' › ')}</span>}
          <span className={css.criterion_name}>{criterion.name}</span>
          {criterion.help && <span className={css.dim}>{criterion.help}</span>}
          {!gate && criterion.selfScore !== null && <span className={css.dim}>{t('judging.self_score', { points: formatNumber(criterion.selfScore) })}</span>}
        </div>
        {!gate && (
          <ScoreInput
            label={criterion.name}
            hideLabel
            value={mark.points}
            max={criterion.max}
            step={criterion.step}
            disabled={disabled}
            error={error}
            onChange={(points) => onChange({ points })}
          />
        )}
      </div>
      {gate && (
        <Radio.Group aria-label={t('judging.gate_question')} value={mark.points === null ? '' : Number(mark.points) > 0 ? '1' : '0'} onChange={(points) => onChange({ points })} error={error}>
          <Radio value="0" label={t('judging.gate_no')} disabled={disabled} mb={6} />
          <Radio value="1" label={t('judging.gate_yes')} disabled={disabled} />
        </Radio.Group>
      )}
      {gate && Number(mark.points ?? 0) > 0 && <span className={css.dim}>{t('judging.gate_warning')}</span>}
      {commenting ? (
        <Textarea
          aria-label={t('judging.comment_of', { name: criterion.name })}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={2000}
          disabled={disabled}
          value={mark.comment}
          onChange={(event) => onChange({ comment: event.currentTarget.value })}
        />
      ) : (
        !disabled && (
          <div>
            <Button variant="subtle" size="compact-md" onClick={() => setCommenting(true)} aria-label={t('judging.comment_of', { name: criterion.name })}>
              {t('judging.comment_add')}
            </Button>
          </div>
        )
      )}
    </div>
  );
}
