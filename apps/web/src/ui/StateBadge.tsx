import { textOf } from '../i18n';
import css from './StateBadge.module.css';

type Look = 'draft' | 'waiting' | 'working' | 'mend' | 'good' | 'stopped';

// The shape tells as much as the colour: a hollow ring, a clock, a half, an arrow back, a check, a bar.
const looks: Record<string, Look> = {
  APPRAISING: 'working', SCORING: 'working', COUNCIL: 'working', APPROVED: 'good', NOT_APPROVED: 'stopped', ISSUED: 'good',
  DRAFT: 'draft', PLANNED: 'draft', CLOSED: 'stopped', ASSIGNED: 'waiting',
  READY: 'waiting', SUBMITTED: 'waiting', APPRAISED: 'waiting', OPEN: 'working', PROPOSED: 'waiting',
  IN_APPRAISAL: 'working', IN_SCORING: 'working', IN_COUNCIL: 'working', PUBLIC_COMMENT: 'working', RUNNING: 'working',
  RETURNED: 'mend', REOPENED: 'mend',
  FORWARDED: 'good', SCORED: 'good', COUNCIL_PASSED: 'good', RECOGNISED: 'good', PUBLISHED: 'good', SIGNED: 'good', FINISHED: 'good',
  REFUSED: 'stopped', COUNCIL_REJECTED: 'stopped', NOT_RECOGNISED: 'stopped', WITHDRAWN: 'stopped', REVOKED: 'stopped',
};

const shapes: Record<Look, React.ReactNode> = {
  draft: <circle cx="7" cy="7" r="5" strokeDasharray="2.6 2.2" />,
  waiting: <path d="M7 3.8V7l2.2 1.6M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0Z" />,
  working: (
    <>
      <circle cx="7" cy="7" r="5" />
      <path d="M7 2a5 5 0 0 1 0 10Z" fill="currentColor" />
    </>
  ),
  mend: <path d="M5.5 3 2.5 6l3 3M2.8 6H9a2.8 2.8 0 0 1 0 5.6H6.5" />,
  good: <path d="m2.5 7.5 3 3 6-7" />,
  stopped: (
    <>
      <circle cx="7" cy="7" r="5" />
      <path d="M4.5 7h5" />
    </>
  ),
};

interface Props {
  /** The code of the state; its words are `<area>.state_<code>`, or `common.state_<code>`. */
  state: string;
  area?: string;
  /** Set by areas with states of their own. */
  look?: Look;
}

export function StateBadge({ state, area, look = looks[state] ?? 'working' }: Props) {
  const label = (area && textOf(`${area}.state_${state}`)) ?? textOf(`common.state_${state}`) ?? state;
  return (
    <span className={css.badge} data-look={look}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden focusable="false">
        {shapes[look]}
      </svg>
      {label}
    </span>
  );
}
