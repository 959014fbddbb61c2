import { formatDateTime, t, timeLeft } from '../i18n';
import css from './Deadline.module.css';

const soon = 3 * 24 * 3_600_000;

/** The moment and how long that is: "15/03/2026 17:00 · còn 3 ngày". Nothing is shown without a deadline. */
export function Deadline({ at, done = false }: { at: string | null | undefined; done?: boolean }) {
  if (!at) return null;
  const left = new Date(at).getTime() - Date.now();
  const urgency = done ? 'none' : left < 0 ? 'late' : left < soon ? 'soon' : 'none';
  return (
    <span className={css.deadline} data-urgency={urgency}>
      <time dateTime={at}>{t('common.deadline', { at: formatDateTime(at) })}</time>
      {!done && <strong> · {timeLeft(at)}</strong>}
    </span>
  );
}
