import { formatNumber, t } from '../i18n';
import css from './DotPlot.module.css';

export interface DotRow {
  label: string;
  /** Decimal texts of the API. */
  values: string[];
  mean?: string | null;
}

/** One line a row, one dot a value, a bar at the mean: shows who marks strictly and where marks spread. With its table. */
export function DotPlot({ caption, rows, min = 0, max }: { caption: string; rows: DotRow[]; min?: number; max: number }) {
  const x = (value: string | number): number => 4 + ((Number(value) - min) / (max - min || 1)) * 192;
  return (
    <figure className={css.figure}>
      <figcaption className={css.caption}>{caption}</figcaption>
      <div className={css.rows} aria-hidden>
        {rows.map((row) => (
          <div key={row.label} className={css.row}>
            <span className={css.label}>{row.label}</span>
            <svg viewBox="0 0 200 20" preserveAspectRatio="none" className={css.line}>
              <path d="M4 10H196" className={css.axis} />
              {row.mean && <path d={`M${x(row.mean)} 2V18`} className={css.mean} />}
              {row.values.map((value, index) => (
                <path key={index} d={`M${x(value)} 10h.01`} className={css.dot} />
              ))}
            </svg>
          </div>
        ))}
        <div className={css.row}>
          <span />
          <span className={css.ends}>
            <span>{formatNumber(min)}</span>
            <span>{formatNumber(max)}</span>
          </span>
        </div>
      </div>
      <details className={css.details}>
        <summary>{t('common.show_table')}</summary>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('common.dot_name')}</th>
              <th scope="col">{t('common.dot_value')}</th>
              <th scope="col">{t('common.dot_average')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                <td>{row.values.map((value) => formatNumber(value)).join(' · ')}</td>
                <td>{formatNumber(row.mean)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
