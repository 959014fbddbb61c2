import { ActionIcon, Checkbox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { t } from '../../i18n';
import { StateBadge } from '../../ui/StateBadge';
import type { BoardEntry, Judge } from './board-api';
import css from './judging.module.css';

interface Props {
  entries: readonly BoardEntry[];
  judges: readonly Judge[];
  minMarks: number;
  /** "entryId judgeId" of the cells that are ticked. */
  picked: ReadonlySet<string>;
  mayAssign: boolean;
  onPick: (pair: string) => void;
  onRemove: (assignmentId: string, judgeName: string) => void;
}

export function BoardTable({ entries, judges, minMarks, picked, mayAssign, onPick, onRemove }: Props) {
  return (
    <div className={`${css.scroll} dvk-card`} tabIndex={0} role="region" aria-label={t('judging.panel_assign')}>
      <table className={css.others}>
        <thead>
          <tr>
            <th scope="col">{t('judging.col_entry')}</th>
            {judges.map((judge) => (
              <th scope="col" key={judge.id}>
                {judge.fullName}
                <span className={css.dim}>{judge.unitName}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => {
            const active = entry.cells.filter((cell) => cell.state !== 'VOID').length;
            return (
              <tr key={entry.entryId}>
                <th scope="row" className={css.entry_cell}>
                  <span className={css.row_title}>{entry.title}</span>
                  <span className={css.dim}>
                    {entry.unitName} · {t('judging.board_judges', { n: `${active}/${minMarks}` })}
                  </span>
                </th>
                {judges.map((judge) => (
                  <td key={judge.id}>
                    <Cell entry={entry} judge={judge} picked={picked} mayAssign={mayAssign} onPick={onPick} onRemove={onRemove} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ entry, judge, picked, mayAssign, onPick, onRemove }: Omit<Props, 'entries' | 'judges' | 'minMarks'> & { entry: BoardEntry; judge: Judge }) {
  const conflict = entry.conflicts.find((one) => one.judgeId === judge.id);
  if (conflict)
    return (
      <span className={css.conflict}>
        <span aria-hidden>⊘ </span>
        {conflict.kind === 'DECLARED' ? t('judging.conflict_DECLARED', { reason: conflict.reason }) : t(`judging.conflict_${conflict.kind}`)}
      </span>
    );
  const cell = entry.cells.find((one) => one.judgeId === judge.id);
  const pair = `${entry.entryId} ${judge.id}`;
  if (!cell)
    return mayAssign && entry.state === 'SCORING' ? (
      <Checkbox checked={picked.has(pair)} onChange={() => onPick(pair)} aria-label={t('judging.board_pick', { judge: judge.fullName, entry: entry.title })} />
    ) : (
      <span>–</span>
    );
  return (
    <span className={css.cell}>
      <StateBadge state={cell.state} area="judging" />
      {cell.can.includes('remove') && (
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('judging.board_remove', { judge: judge.fullName })} onClick={() => onRemove(cell.assignmentId, judge.fullName)}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      )}
    </span>
  );
}
