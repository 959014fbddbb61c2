import { formatNumber, t } from '../../i18n';
import { Section } from '../../ui/Section';
import type { Sheet } from './api';
import css from './judging.module.css';

/** After signing: the signed sheets of the panel side by side. Before, only why there is nothing to see. */
export function OtherSheets({ sheet }: { sheet: Sheet }) {
  if (sheet.others === null) return <p className={css.dim}>{t('judging.others_hidden')}</p>;
  const mine = { judgeName: t('judging.me'), total: sheet.total, gateFailed: sheet.gateFailed, comment: sheet.comment, marks: sheet.marks };
  const sheets = [mine, ...sheet.others];
  const points = (marks: typeof sheet.marks, code: string): string => {
    const value = marks.find((mark) => mark.criterion === code)?.points;
    return value === null || value === undefined ? '–' : formatNumber(value);
  };
  return (
    <Section title={t('judging.others')}>
      {sheet.others.length === 0 && <p>{t('judging.others_none')}</p>}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('judging.others')}>
        <table className={css.others}>
          <thead>
            <tr>
              <th scope="col">{t('judging.criterion')}</th>
              {sheets.map((one, index) => (
                <th scope="col" key={index}>
                  {one.judgeName}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.criteria.map((criterion) => (
              <tr key={criterion.code}>
                <th scope="row">{criterion.name}</th>
                {sheets.map((one, index) => (
                  <td key={index}>{criterion.kind === 'GATE' ? t(one.gateFailed ? 'judging.gate_yes' : 'judging.gate_no') : points(one.marks, criterion.code)}</td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('judging.total')}</th>
              {sheets.map((one, index) => (
                <td key={index}>
                  <strong>{formatNumber(one.total)}</strong>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </Section>
  );
}
