import { Link } from '@tanstack/react-router';
import { formatNumber, t } from '../../i18n';
import { StateBadge } from '../../ui/StateBadge';
import type { ImportRow } from './api';
import css from './imports.module.css';

/** Rows of a list with what became of them; each fault with its cell. */
export function RowList({ rows }: { rows: ImportRow[] }) {
  if (rows.length === 0) return <p className={css.dim}>{t('imports.rows_none')}</p>;
  return (
    <ol className={css.list}>
      {rows.map(({ row, title, unit, outcome, issues, entryId, entryState }) => (
        <li key={row} className={css.row}>
          <span className="dvk-num">{t('imports.row', { n: formatNumber(row) })}</span>
          <div className={css.body}>
            <p className={css.name}>{title || t('imports.no_title')}</p>
            <div className={css.dim}>
              {unit && `${unit} · `}
              <span className={outcome === 'REJECTED' ? css.error : outcome === 'WARNED' ? css.warning : undefined}>
                {t(`imports.is_${outcome}`)}
              </span>
              {entryState && ' · '}
              {entryState && <StateBadge state={entryState} area="entries" />}
              {entryId && (
                <>
                  {' · '}
                  <Link to="/entries/$id" params={{ id: entryId }}>
                    {t('imports.entry')}
                  </Link>
                </>
              )}
            </div>
            {issues.length > 0 && (
              <ul className={css.issues}>
                {issues.map(({ cell, code, message, severity }, index) => (
                  <li
                    key={`${code} ${index}`}
                    className={`${css.issue} ${severity === 'ERROR' ? css.error : css.warning}`}
                  >
                    <span className={css.cell}>{cell}</span>
                    <span>{message}</span>
                  </li>
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
