import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { asProblem } from '../../api/problem';
import { formatDateTime, formatNumber, t } from '../../i18n';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import type { ManifestItem } from './api';
import css from './appraisal.module.css';
import { Papers } from './Papers';

/** Lists that were forwarded, newest first, with their papers. */
export function MadeLists({ roundId }: { roundId: string }) {
  const { data, error } = useQuery({
    queryKey: ['appraisal', 'made', roundId],
    queryFn: () => call<{ items: ManifestItem[] }>('GET', '/api/appraisal/manifests', { query: { roundId } }),
  });
  return (
    <Section title={t('review.list_made')}>
      {error && <ProblemAlert problem={asProblem(error)} />}
      {data?.items.length === 0 && <p className={css.dim}>{t('review.list_made_none')}</p>}
      <ul className={css.made}>
        {data?.items.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{t('review.list_made_item', { no: formatNumber(one.no), n: formatNumber(one.count) })}</strong>
              <span className={css.dim}>{[one.unitName, one.stageName, one.roundCode, one.madeBy, formatDateTime(one.madeAt)].filter(Boolean).join(' · ')}</span>
              {one.note && <span className={css.note}>{one.note}</span>}
            </div>
            <div className={css.buttons}>
              <Papers id={one.id} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
