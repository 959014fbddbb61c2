import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { formatDate, t, today } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { ModelBadge } from '../../ui/ModelBadge';
import { ModelYears } from '../../ui/ModelYears';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { type Model, modelsQuery } from './api';
import { Figures } from './Figures';
import css from './progress.module.css';

/** The unit's recognised models: report on them, carry them on, see what came of them. */
export default function OurModels() {
  const { data, error, refetch } = useQuery(modelsQuery);
  return (
    <Page title={t('progress.models')} lead={t('progress.models_lead')}>
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeletons rows={4} height={120} />}
      {data?.items.length === 0 && (
        <div className="dvk-card">
          <EmptyState title={t('progress.models_empty')} hint={t('progress.models_empty_hint')} />
        </div>
      )}
      <div className={css.models}>
        {data?.items.map((model) => (
          <OneModel key={model.entryId} model={model} />
        ))}
      </div>
    </Page>
  );
}

function OneModel({ model }: { model: Model }) {
  const free = model.rounds.filter((round) => round.entryId === null);
  const taken = model.rounds.filter((round) => round.entryId !== null);
  const late = model.dueOn !== null && model.dueOn <= today();
  return (
    <article className={`${css.model} dvk-card`} aria-label={model.title}>
      <div className={css.head}>
        <h2>{model.title}</h2>
        {model.renewalNo > 0 && <ModelBadge renewalNo={model.renewalNo} />}
      </div>
      <p className={css.dim}>
        {model.subjectName} · {model.unitName}
      </p>
      {model.dueOn && (
        <p className={css.due} data-late={late || undefined}>
          {t(late ? 'progress.model_overdue' : 'progress.model_due', { day: formatDate(model.dueOn) })}
        </p>
      )}
      <div className={css.part}>
        <h3>{t('progress.model_years')}</h3>
        <ModelYears steps={model.years} />
      </div>
      <div className={css.part}>
        <h3>{t('progress.model_figures')}</h3>
        {model.sums.length > 0 ? (
          <Figures sums={model.sums} />
        ) : (
          <p className={css.dim}>{t('progress.model_no_figures')}</p>
        )}
        {model.reports > 0 && <p className={css.dim}>{t('progress.model_reports_n', { n: model.reports })}</p>}
      </div>
      <div className={css.actions}>
        {free.length > 0 && (
          <LinkButton
            to="/models/$entryId/renew"
            params={{ entryId: model.entryId }}
            variant={late ? 'default' : 'filled'}
            aria-label={`${t('progress.model_renew')}: ${model.title}`}
          >
            {t('progress.model_renew')}
          </LinkButton>
        )}
        <LinkButton
          to="/entries/$id/progress"
          params={{ id: model.entryId }}
          variant={late ? 'filled' : 'default'}
          aria-label={`${t('progress.model_report')}: ${model.title}`}
        >
          {t('progress.model_report')}
        </LinkButton>
        {taken.map((round) => (
          <LinkButton key={round.roundId} to="/entries/$id" params={{ id: round.entryId ?? '' }} variant="subtle">
            {t('progress.model_renewed', { round: round.roundName })}
          </LinkButton>
        ))}
      </div>
      {model.rounds.length === 0 && <p className={css.dim}>{t('progress.model_no_round')}</p>}
    </article>
  );
}
