import { useQuery } from '@tanstack/react-query';
import { formatDate, t } from '../../i18n';
import { Section } from '../../ui/Section';
import { visitResultsQuery } from './api';
import css from './visits.module.css';

/** For the visited unit: when which level came, and what it concluded. Nothing while there is none. */
export function VisitResults({ entryId }: { entryId: string }) {
  const { data } = useQuery(visitResultsQuery(entryId));
  if (!data || data.length === 0) return null;
  return (
    <Section title={t('visits.title')}>
      {data.map((visit) => (
        <article key={visit.id} className={css.visit}>
          <h3>{t('visits.on', { day: formatDate(visit.visitedOn) })}</h3>
          <p className={css.dim}>{visit.unitName}</p>
          <p className={css.text}>{visit.conclusion}</p>
        </article>
      ))}
    </Section>
  );
}
