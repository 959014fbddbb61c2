import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { formatDate, t } from '../../i18n';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { type EntryLedger, entryLedgerQuery } from './api';
import { Figures, figureText } from './Figures';
import css from './progress.module.css';

type Line = EntryLedger['lines'][number];

const sourceOf = (line: Line): string =>
  line.revisionNo !== null
    ? t('progress.line_revision', { n: line.revisionNo })
    : t('progress.line_report', { from: formatDate(line.periodFrom), to: formatDate(line.periodTo) });

/** Every figure of an entry, where it comes from and whether it counts; above it the sums. */
export function EntryLedgerTable({ entryId }: { entryId: string }) {
  const { data, error, refetch } = useQuery(entryLedgerQuery(entryId));
  if (error) return <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeletons rows={3} height={40} />;
  if (data.lines.length === 0) return <p className={css.dim}>{t('progress.model_no_figures')}</p>;
  const whole = JSON.stringify(data.sums) !== JSON.stringify(data.modelSums);
  return (
    <>
      <Figures sums={data.sums} />
      {whole && (
        <div className={css.part}>
          <h3>{t('progress.ledger_model')}</h3>
          <Figures sums={data.modelSums} />
        </div>
      )}
      <div className={`${css.scroll} ${css.part}`} tabIndex={0} role="region" aria-label={t('progress.ledger_entry')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('progress.line_figure')}</th>
              <th scope="col">{t('progress.line_source')}</th>
              <th scope="col">{t('progress.line_status')}</th>
            </tr>
          </thead>
          <tbody>
            {data.lines.map((line) => (
              <tr key={line.id}>
                <th scope="row">
                  {line.name}: {figureText(line)}
                  {line.note && <span className={css.dim}> ({line.note})</span>}
                </th>
                <td>{sourceOf(line)}</td>
                <td>{t(`progress.line_${line.status}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
