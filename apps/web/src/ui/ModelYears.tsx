import { Link } from '@tanstack/react-router';
import { t } from '../i18n';
import css from './ModelBadge.module.css';

export interface ModelStep {
  entryId: string | null;
  year: number;
  state: string;
  current?: boolean;
}

/** "Công nhận 2023 → duy trì 2024 → 2025": the years of a model, each leading to its entry where the reader may open it. */
export function ModelYears({ steps }: { steps: readonly ModelStep[] }) {
  return (
    <ol className={css.years} aria-label={t('progress.history')}>
      {steps.map((step, index) => {
        const words =
          index === 0
            ? t('progress.history_first', { year: step.year })
            : t(step.state === 'RECOGNISED' ? 'progress.history_again' : 'progress.history_now', { year: step.year });
        return (
          <li key={`${step.year} ${index}`} className={step.current ? css.current : undefined}>
            {step.current || step.entryId === null ? (
              words
            ) : (
              <Link to="/entries/$id" params={{ id: step.entryId }}>
                {words}
              </Link>
            )}
            {step.current && ` (${t('progress.history_this')})`}
          </li>
        );
      })}
    </ol>
  );
}
