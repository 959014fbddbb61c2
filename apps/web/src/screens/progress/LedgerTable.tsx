import { Anchor } from '@mantine/core';
import { formatNumber, t } from '../../i18n';
import type { Ledger } from './api';
import { figureText } from './Figures';
import css from './progress.module.css';

/** Units as rows, kinds as columns; the last row is their sum. A unit leads to the units below it. */
export function LedgerTable({ ledger, onOpen }: { ledger: Ledger; onOpen: (unitId: string) => void }) {
  const keys = ledger.sums.map((sum) => `${sum.kind} ${sum.measure}`);
  const cells = (sums: Ledger['sums']) =>
    keys.map((key) => {
      const sum = sums.find((one) => `${one.kind} ${one.measure}` === key);
      return (
        <td key={key} className={`${css.number} dvk-num`}>
          {sum ? figureText(sum) : '–'}
        </td>
      );
    });
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t('progress.ledger_table')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('progress.ledger_unit')}</th>
            <th scope="col" className={css.number}>
              {t('progress.ledger_entries')}
            </th>
            {ledger.sums.map((sum) => (
              <th key={`${sum.kind} ${sum.measure}`} scope="col" className={css.number}>
                {sum.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ledger.parts.map((part) => (
            <tr key={part.unitId}>
              <th scope="row">
                {part.own ? (
                  t('progress.ledger_own')
                ) : (
                  <Anchor component="button" type="button" ta="start" onClick={() => onOpen(part.unitId)}>
                    {part.unitName}
                  </Anchor>
                )}
              </th>
              <td className={`${css.number} dvk-num`}>{formatNumber(part.entries)}</td>
              {cells(part.sums)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className={css.total}>
            <th scope="row">{t('progress.ledger_total')}</th>
            <td className={`${css.number} dvk-num`}>{formatNumber(ledger.entries)}</td>
            {cells(ledger.sums)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
