import { formatDateTime, t } from '../../i18n';
import { VoteBar } from '../../ui/VoteBar';
import type { AgendaItem } from './api';
import css from './council.module.css';

type Counted = NonNullable<AgendaItem['result']>;

/** The sealed count: the exact fraction, what it took, and the bar. */
export function Result({ item, result }: { item: AgendaItem; result: Counted }) {
  return (
    <div>
      <p className={css.outcome} data-passed={result.passed}>
        <strong>{t(result.passed ? 'council.passed' : 'council.rejected')}</strong>
        <span className="dvk-num">{t('council.result', { yes: result.yes, base: result.base, needed: result.needed })}</span>
      </p>
      <ResultBar result={result} />
      <span className={css.dim}>{t('council.counted_by', { at: formatDateTime(result.countedAt), name: result.countedBy })}</span>
      {item.ballots.length > 0 && (
        <details>
          <summary>{t('council.ballots')}</summary>
          <ul>
            {item.ballots.map((ballot) => (
              <li key={ballot.accountId}>
                {ballot.fullName}: {t(`council.choice_${ballot.choice}`)}
                {ballot.inWriting && ` (${t('council.in_writing')})`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

export function ResultBar({ result }: { result: Counted }) {
  // The bar is as long as what the rule counts from, so the mark stands where the rule says.
  const missing = Math.max(0, result.base - result.cast);
  const length = result.cast + missing;
  return (
    <VoteBar
      counts={{ yes: result.yes, no: result.no, blank: result.abstain, missing }}
      needed={{ fraction: t('council.result_fraction', { needed: result.needed, base: result.base }), position: length > 0 ? Math.min(1, result.needed / length) : 1 }}
    />
  );
}
