import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../../../api/problem';
import { formatNumber, t } from '../../../i18n';
import { ProblemAlert } from '../../../ui/ProblemAlert';
import { Skeletons } from '../../../ui/Skeletons';
import { amendmentQuery } from '../api';
import grid from '../Grid.module.css';
import type { RoundRules } from '../types';

interface Touched {
  entryId: string;
  title: string;
  unitName: string;
  fields: string[];
}

/** What the new rules do to entries that are there, before they are applied. */
export function AmendmentEffects({ roundId, rules }: { roundId: string; rules: RoundRules }) {
  const { data, error, refetch } = useQuery(amendmentQuery(roundId, rules));
  if (error) {
    const problem = asProblem(error);
    // What is wrong in the rules is said beside them when they are sent.
    return problem.code === 'RULES_INVALID' ? null : <ProblemAlert problem={problem} onRetry={() => void refetch()} />;
  }
  if (!data)
    return (
      <div role="status" aria-label={t('forms.amend_wait')}>
        <Skeletons rows={2} />
      </div>
    );
  const count = (n: number) => formatNumber(n);
  return (
    <>
      <ul className={grid.plain}>
        <li>{t('forms.amend_moving', { n: count(data.moving), version: data.nextVersion })}</li>
        {data.staying > 0 && <li>{t('forms.amend_staying', { n: count(data.staying) })}</li>}
        <li>{t('forms.amend_submitted', { n: count(data.submitted) })}</li>
        {data.returned > 0 && <li>{t('forms.amend_returned', { n: count(data.returned) })}</li>}
        {data.losingCount > 0 && (
          <li>
            {t('forms.amend_losing', { n: count(data.losingCount) })}
            <Drafts drafts={data.losing} of={data.losingCount} />
          </li>
        )}
        {data.lackingCount > 0 && (
          <li>
            {t('forms.amend_lacking', { n: count(data.lackingCount) })}
            <Drafts drafts={data.lacking} of={data.lackingCount} />
          </li>
        )}
      </ul>
    </>
  );
}

/** The first drafts of a list whose length was counted. */
function Drafts({ drafts, of }: { drafts: readonly Touched[]; of: number }) {
  const shown = drafts.slice(0, 10);
  return (
    <ul className={grid.plain}>
      {shown.map(({ entryId, title, unitName, fields }) => (
        <li key={entryId}>{t('forms.amend_line', { title, unit: unitName, fields: fields.join(', ') })}</li>
      ))}
      {of > shown.length && <li>{t('forms.amend_more', { n: formatNumber(of - shown.length) })}</li>}
    </ul>
  );
}
