import { Select } from '@mantine/core';
import { formatNumber, t } from '../../i18n';
import { UnitPicker } from '../../ui/UnitPicker';
import type { UnitQuestion } from './api';
import css from './imports.module.css';

interface Props {
  questions: UnitQuestion[];
  within: string;
  answers: Record<string, string>;
  onAnswer: (key: string, unitId: string | null) => void;
}

/** Names that several units have, or none. */
export function Questions({ questions, within, answers, onAnswer }: Props) {
  if (questions.length === 0) return null;
  return (
    <div>
      <h3 className={css.subtitle}>{t('imports.questions')}</h3>
      <p className={css.dim}>{t('imports.questions_hint')}</p>
      <div className={css.questions}>
        {questions.map(({ key, name, rows, candidates }) => {
          const label = t('imports.question_pick', { name });
          const where = t('imports.question_rows', {
            n: formatNumber(rows.length),
            rows: rows.slice(0, 8).join(', ') + (rows.length > 8 ? '…' : ''),
          });
          return candidates.length > 0 ? (
            <Select
              key={key}
              label={label}
              description={where}
              data={candidates.map((unit) => ({ value: unit.id, label: unit.label }))}
              value={answers[key] ?? null}
              clearable
              clearButtonProps={{ 'aria-label': t('common.remove') }}
              onChange={(unitId) => onAnswer(key, unitId)}
            />
          ) : (
            <UnitPicker
              key={key}
              label={label}
              description={`${t('imports.question_none')} ${where}`}
              within={within}
              value={answers[key] ?? null}
              onChange={(unitId) => onAnswer(key, unitId)}
            />
          );
        })}
      </div>
    </div>
  );
}
