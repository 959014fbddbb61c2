import { useQueries } from '@tanstack/react-query';
import { formatNumber, t } from '../../i18n';
import { Fraction } from '../../ui/Fraction';
import { appraisalQuery, type QueuePage, type QueueRow } from './api';
import css from './appraisal.module.css';

const SOON = 3 * 24 * 3_600_000;
const PARTS = ['late', 'soon', 'later'] as const;
const STATES = ['APPRAISING', 'PROPOSED'] as const;

interface Props {
  page: QueuePage;
  state: string | undefined;
  onState: (state: string | undefined) => void;
}

/** How much waits and how urgent it is; for leaders also how far each quota is used. */
export function QueueSummary({ page, state, onState }: Props) {
  const items = page.items;
  // One entry of each unit and stage: its appraisal tells the quota.
  const groups = [...new Map(items.filter((row) => row.state === 'PROPOSED').map((row) => [`${row.roundId} ${row.stageCode} ${row.holderUnitName}`, row])).values()].slice(0, 4);
  const quotas = useQueries({ queries: groups.map((row) => appraisalQuery(row.id)) });
  if (items.length === 0) return null;
  const more = page.next === null ? '' : '+';
  const count = (rows: QueueRow[]): string => `${formatNumber(rows.length)}${rows.length > 0 ? more : ''}`;
  const of = (part: (typeof PARTS)[number]): QueueRow[] => items.filter((row) => urgencyOf(row) === part);
  const kinds = STATES.filter((code) => items.some((row) => row.state === code));
  return (
    <div className={css.summary}>
      <section className={css.urgency} aria-label={t('appraisal.urgency')}>
        <div className={css.urgency_bar} aria-hidden>
          {PARTS.map((part) => of(part).length > 0 && <div key={part} data-part={part} style={{ flexGrow: of(part).length }} />)}
        </div>
        <ul className={css.urgency_words}>
          {PARTS.map((part) => (
            <li key={part} data-none={of(part).length === 0 || undefined}>
              <span className={css.key} data-part={part} aria-hidden />
              {t(`appraisal.due_${part}`)} <strong className="dvk-num">{count(of(part))}</strong>
            </li>
          ))}
        </ul>
      </section>
      {groups.map((row, index) => {
        const quota = quotas[index]?.data?.quota;
        if (!quota || quota.max === null) return null;
        return <Fraction key={row.id} done={quota.used} of={quota.max} label={t('appraisal.quota_of', { unit: row.holderUnitName, round: row.roundCode })} />;
      })}
      {(kinds.length > 1 || state) && (
        <div className={css.chips} role="group" aria-label={t('appraisal.by_state')}>
          <button type="button" className={css.chip} aria-pressed={!state} onClick={() => onState(undefined)}>
            {t('common.filter_all')} <strong className="dvk-num">{count(items)}</strong>
          </button>
          {kinds.map((code) => (
            <button key={code} type="button" className={css.chip} aria-pressed={state === code} onClick={() => onState(code)}>
              {t(`appraisal.waits_${code}`)} <strong className="dvk-num">{count(items.filter((row) => row.state === code))}</strong>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function urgencyOf({ deadline }: QueueRow): (typeof PARTS)[number] {
  const left = deadline === null ? Infinity : new Date(deadline).getTime() - Date.now();
  return left < 0 ? 'late' : left < SOON ? 'soon' : 'later';
}
