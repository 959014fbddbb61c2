import { formatNumber, t } from '../i18n';
import css from './VoteBar.module.css';

export interface VoteCounts {
  yes: number;
  no: number;
  /** Blank, invalid or abstaining. */
  blank: number;
  /** Who may vote but has not. */
  missing: number;
}

/** The count as a bar and in words; `needed` is the exact fraction of the rule, `position` its place on the bar (0–1). */
export function VoteBar({ counts, needed }: { counts: VoteCounts; needed?: { fraction: string; position: number } }) {
  const total = counts.yes + counts.no + counts.blank + counts.missing;
  const parts = [
    { key: 'yes', n: counts.yes, label: t('common.votes_for') },
    { key: 'no', n: counts.no, label: t('common.votes_against') },
    { key: 'blank', n: counts.blank, label: t('common.votes_blank') },
    { key: 'missing', n: counts.missing, label: t('common.votes_missing') },
  ];
  return (
    <div>
      <div className={css.bar} aria-hidden>
        {parts.map(({ key, n }) => n > 0 && <div key={key} data-part={key} className={css.part} style={{ flexGrow: n }} />)}
        {needed && total > 0 && <div className={css.mark} style={{ left: `${needed.position * 100}%` }} />}
      </div>
      <ul className={css.words}>
        {parts.map(({ key, n, label }) => (
          <li key={key}>
            <span className={css.key} data-part={key} aria-hidden />
            {label}: <strong className="dvk-num">{formatNumber(n)}</strong>
          </li>
        ))}
        {needed && <li className={css.needed}>{t('common.votes_threshold', { fraction: needed.fraction })}</li>}
      </ul>
    </div>
  );
}
