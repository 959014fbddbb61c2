import { t } from '../../i18n';
import type { Ledger, Sum } from './api';
import { figureText } from './Figures';
import css from './progress.module.css';

/** One bar a unit for one kind of figure. The number stands beside the bar, and all of them in the table below. */
export function LedgerChart({ ledger, kind }: { ledger: Ledger; kind: Sum }) {
  const rows = ledger.parts.map((part) => ({
    id: part.unitId,
    name: part.own ? t('progress.ledger_own') : part.unitName,
    sum: part.sums.find((sum) => sum.kind === kind.kind && sum.measure === kind.measure),
  }));
  // Lengths are for the eye only; the figures themselves stay exact.
  const most = Math.max(...rows.map((row) => Number(row.sum?.amount ?? 0)), 1e-9);
  return (
    <ul className={css.bars} aria-label={t('progress.ledger_chart', { name: kind.name, measure: kind.measure })}>
      {rows.map(({ id, name, sum }) => (
        <li key={id} className={css.bar}>
          <span>{name}</span>
          <span className={css.track}>
            <span className={css.fill} style={{ width: `${(Number(sum?.amount ?? 0) / most) * 60}%` }} aria-hidden />
            <span className="dvk-num">{sum ? figureText(sum) : '–'}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
