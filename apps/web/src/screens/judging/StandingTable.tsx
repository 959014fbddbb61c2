import { formatNumber, t } from '../../i18n';
import type { StandingsAnswer } from './board-api';
import css from './judging.module.css';

/** The order with the reason behind every rank, and each judge's total. */
export function StandingTable({ standing }: { standing: StandingsAnswer }) {
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t('judging.standings')}>
      <table className={css.others}>
        <thead>
          <tr>
            <th scope="col">{t('judging.rank')}</th>
            <th scope="col">{t('judging.col_entry')}</th>
            <th scope="col">{t('judging.score')}</th>
            <th scope="col">{t('judging.band')}</th>
            <th scope="col">{t('judging.judges_marks')}</th>
            <th scope="col">{t('judging.spread')}</th>
          </tr>
        </thead>
        <tbody>
          {standing.rows.map((row) => (
            <tr key={row.entryId}>
              <td className={css.rank}>{row.rank ?? '–'}</td>
              <th scope="row" className={css.entry_cell}>
                <span className={css.row_title}>{row.title}</span>
                <span className={css.dim}>{row.unitName}</span>
                <details className={css.why}>
                  <summary>{t('judging.why')}</summary>
                  <p>{row.explanation}</p>
                  <ul>
                    {row.criteria.map((criterion) => (
                      <li key={criterion.code}>
                        {criterion.name}: {formatNumber(criterion.mean)}
                      </li>
                    ))}
                  </ul>
                </details>
              </th>
              <td>{row.score === null ? '–' : formatNumber(row.score)}</td>
              <td>{row.reason === 'RANKED' ? (row.bandName ?? '–') : t(`judging.not_ranked_${row.reason}`)}</td>
              <td>
                {row.sheets.map((sheet) => (
                  <span key={sheet.sheetId} className={css.dim}>
                    {sheet.judgeName}: {formatNumber(sheet.total)}
                  </span>
                ))}
              </td>
              <td>{row.spread === null ? '–' : formatNumber(row.spread)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
