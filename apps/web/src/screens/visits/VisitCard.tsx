import { Button } from '@mantine/core';
import { formatDate, formatDateTime, t } from '../../i18n';
import { StateBadge } from '../../ui/StateBadge';
import type { Visit } from './api';
import { VisitPhotos } from './VisitPhotos';
import css from './visits.module.css';

interface Props {
  visit: Visit;
  /** Goes on writing a draft. */
  onWrite?: (() => void) | undefined;
  /** Begins a correction of a signed record. */
  onCorrect?: (() => void) | undefined;
}

/** One record as it is read. */
export function VisitCard({ visit, onWrite, onCorrect }: Props) {
  const day = visit.visitedOn ? formatDate(visit.visitedOn) : t('visits.day_open');
  const looked = visit.seen.filter(({ ok, note }) => ok !== null || note !== '');
  return (
    <article className={css.visit} data-replaced={visit.replacedById !== null || undefined}>
      <div className={css.head}>
        <h3>{t('visits.on', { day })}</h3>
        <StateBadge state={visit.state} area="visits" />
      </div>
      <p className={css.dim}>{[visit.unitName, visit.stageName, visit.place].filter(Boolean).join(' · ')}</p>
      {visit.signedAt && (
        <p className={css.dim}>
          {t('visits.signed_by', { name: visit.signedBy ?? '', at: formatDateTime(visit.signedAt) })}
        </p>
      )}
      {visit.replacedById !== null && <p className={css.replaced}>{t('visits.replaced')}</p>}
      {visit.reason && <p className={css.dim}>{t('visits.replaces', { reason: visit.reason })}</p>}
      {visit.conclusion && <p className={css.text}>{visit.conclusion}</p>}
      {(visit.participants || looked.length > 0) && (
        <details className={css.more}>
          <summary>{t('visits.details')}</summary>
          {visit.participants && (
            <>
              <h4>{t('visits.participants')}</h4>
              <p className={css.text}>{visit.participants}</p>
            </>
          )}
          {looked.length > 0 && (
            <ul className={css.seen}>
              {looked.map((one) => (
                <li key={one.code} data-ok={one.ok ?? 'open'}>
                  {one.text}:{' '}
                  <strong>
                    {t(one.ok === null ? 'visits.seen_open' : one.ok ? 'visits.seen_ok' : 'visits.seen_not_ok')}
                  </strong>
                  {one.note && <span className={css.note}>{one.note}</span>}
                </li>
              ))}
            </ul>
          )}
        </details>
      )}
      <VisitPhotos photos={visit.photos} />
      <div className={`${css.actions} dvk-no-print`}>
        {onWrite && <Button onClick={onWrite}>{t('visits.go_on')}</Button>}
        <Button component="a" variant="default" href={`/api/visits/${visit.id}/paper/docx`} download>
          {t('visits.paper_word')}
        </Button>
        <Button component="a" variant="default" href={`/api/visits/${visit.id}/paper/pdf`} download>
          {t('visits.paper_pdf')}
        </Button>
        {onCorrect && (
          <Button
            variant="default"
            onClick={onCorrect}
            aria-label={`${t('visits.correct')}: ${t('visits.on', { day })}`}
          >
            {t('visits.correct')}
          </Button>
        )}
      </div>
    </article>
  );
}
