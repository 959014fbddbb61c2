import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { formatNumber, t, textOf } from '../../i18n';
import type { EntryCounts } from './api';
import css from './EntryList.module.css';

const STATES = [
  'DRAFT',
  'RETURNED',
  'APPRAISING',
  'PROPOSED',
  'SCORING',
  'COUNCIL',
  'APPROVED',
  'RECOGNISED',
  'NOT_APPROVED',
  'REFUSED',
  'WITHDRAWN',
];

/** How many there are in each state, with the other filters as they are; a tap narrows the list to the state. */
export function StateCounts({
  query,
  state,
  onChange,
}: {
  query: Record<string, string>;
  state: string | undefined;
  onChange: (state: string | undefined) => void;
}) {
  const { data } = useQuery({
    queryKey: ['entries', 'counts', query],
    queryFn: () => call<EntryCounts>('GET', '/api/entries/counts', { query }),
  });
  const shown = STATES.filter((code) => (data?.byState[code] ?? 0) > 0 || code === state);
  const options: [code: string | undefined, label: string, n: number | undefined][] = [
    [undefined, t('common.filter_all'), data?.total],
    ...shown.map(
      (code) => [code, textOf(`common.state_${code}`) ?? code, data?.byState[code] ?? 0] as [string, string, number],
    ),
  ];
  return (
    <div className={`${css.counts} dvk-no-print`} role="group" aria-label={t('entries.by_state')}>
      {options.map(([code, label, n]) => (
        <button
          key={code ?? ''}
          type="button"
          className={css.chip}
          aria-pressed={code === state}
          onClick={() => onChange(code)}
        >
          {label} <strong className="dvk-num">{n === undefined ? '–' : formatNumber(n)}</strong>
        </button>
      ))}
    </div>
  );
}
