import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber, t } from '../../../i18n';
import { ScoreInput } from '../../../ui/ScoreInput';
import type { Entry } from '../api';
import css from './Editor.module.css';
import { type Leaf, leavesOf, totalOf } from './model';

interface Props {
  entry: Entry;
  scores: Record<string, string>;
  errorOf: (field: string) => string | undefined;
  onChange: (scores: Record<string, string>) => void;
  /** What stands under a criterion: its files. */
  below: (leaf: Leaf) => ReactNode;
}

/** The unit's own mark beside each criterion, the total, and how many are missing. */
export function SelfScores({ entry, scores, errorOf, onChange, below }: Props) {
  const leaves = leavesOf(entry.rubric.criteria);
  const points = leaves.filter((leaf) => leaf.kind === 'POINTS');
  const given = points.filter((leaf) => scores[leaf.code]).length;
  const set = (code: string, value: string | null): void => {
    const { [code]: _, ...rest } = scores;
    onChange(value === null ? rest : { ...rest, [code]: value });
  };
  return (
    <>
      {leaves.map((leaf) => (
        <div key={leaf.code} id={`score-${leaf.code}`} className={css.criterion} tabIndex={-1}>
          <div className={css.criterion_head}>
            <div>
              {leaf.path.length > 0 && <span className={css.dim}>{leaf.path.join(' › ')}</span>}
              <span className={css.criterion_name}>{leaf.name}</span>
              {leaf.help && <span className={css.dim}>{leaf.help}</span>}
              {leaf.kind === 'BONUS' && <span className={css.dim}>{t('entries.bonus')}</span>}
            </div>
            {leaf.kind !== 'GATE' && (
              <ScoreInput
                label={t('entries.self_score_of', { name: leaf.name })}
                hideLabel
                value={scores[leaf.code] ?? null}
                max={leaf.max}
                step={leaf.step}
                error={errorOf(`selfScores.${leaf.code}`)}
                onChange={(value) => set(leaf.code, value)}
              />
            )}
          </div>
          {leaf.kind === 'GATE' && (
            <Radio.Group
              aria-label={leaf.name}
              value={scores[leaf.code] === undefined ? '' : Number(scores[leaf.code]) > 0 ? '1' : '0'}
              onChange={(value) => set(leaf.code, value)}
            >
              <Radio value="0" label={t('entries.gate_no')} my={6} />
              <Radio value="1" label={t('entries.gate_yes')} />
            </Radio.Group>
          )}
          {below(leaf)}
        </div>
      ))}
      <div className={css.total} role="status">
        <span>
          {t('entries.self_total')}
          <span className={css.dim}>
            {given === points.length
              ? t('entries.scores_all')
              : t('entries.scores_missing', { n: formatNumber(points.length - given) })}
          </span>
        </span>
        <strong>{formatNumber(totalOf(leaves, scores))}</strong>
      </div>
    </>
  );
}
