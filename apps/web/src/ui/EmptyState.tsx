import type { ReactNode } from 'react';
import css from './EmptyState.module.css';

/** Says what is (not) here and what to do next. Never just "no data". */
export function EmptyState({ title, hint, action }: { title: string; hint?: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      <svg width="72" height="48" viewBox="0 0 72 48" aria-hidden focusable="false" className={css.picture}>
        <path d="M6 40h60" />
        <path d="M18 40V14a4 4 0 0 1 4-4h21l11 11v19" />
        <path d="M43 10v8a3 3 0 0 0 3 3h8" />
        <path d="M27 25h11M27 32h18" className={css.accent} />
      </svg>
      <p className={css.title}>{title}</p>
      {hint && <div className={css.hint}>{hint}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}
