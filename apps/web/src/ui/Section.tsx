import { useId, type ReactNode } from 'react';
import css from './Section.module.css';

/** A titled part of a screen on its own surface. */
export function Section({ title, hint, actions, children }: { title: string; hint?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={`${css.section} dvk-card`}>
      <div className={css.head}>
        <h2 id={id} className={css.title}>
          {title}
        </h2>
        {actions && <div className={`${css.actions} dvk-no-print`}>{actions}</div>}
      </div>
      {hint && <p className={css.hint}>{hint}</p>}
      {children}
    </section>
  );
}
