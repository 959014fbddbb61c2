import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { type Check, checksQuery } from './api';
import css from './appraisal.module.css';

const ICONS = { OK: IconCircleCheck, WARN: IconAlertTriangle, FAIL: IconCircleX, UNKNOWN: IconHelpCircle };

/** What the system can see by itself, each with its numbers and the rule; what is in order is folded. */
export function Checks({ entryId }: { entryId: string }) {
  const { data, error } = useQuery(checksQuery(entryId));
  if (error) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return <Skeletons rows={2} />;
  const good = data.items.filter(({ verdict }) => verdict === 'OK');
  const other = data.items.filter(({ verdict }) => verdict !== 'OK');
  return (
    <section className={css.part} aria-label={t('review.checks')}>
      <h3>{t('review.checks')}</h3>
      <ul className={css.auto_checks}>
        {other.map((check) => (
          <One key={check.code} check={check} />
        ))}
      </ul>
      <details>
        <summary>{t('review.checks_good', { n: formatNumber(good.length) })}</summary>
        <ul className={css.auto_checks}>
          {good.map((check) => (
            <One key={check.code} check={check} />
          ))}
        </ul>
      </details>
    </section>
  );
}

function One({ check }: { check: Check }) {
  const Icon = ICONS[check.verdict];
  return (
    <li data-verdict={check.verdict}>
      <Icon size={20} aria-hidden />
      <div>
        <strong>{check.name}</strong> <span className={css.verdict}>{t(`review.verdict_${check.verdict}`)}</span>
        {check.blocks && check.verdict === 'FAIL' && <span className={css.verdict}> · {t('review.blocks')}</span>}
        <p>{check.text}</p>
        {check.source && <p className={css.dim}>{t('review.source', { source: check.source })}</p>}
      </div>
    </li>
  );
}
