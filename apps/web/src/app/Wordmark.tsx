import css from './Wordmark.module.css';

/**
 * Our own sign: a star over two hands that meet. Drawn for this software; it is nobody's official emblem.
 * The same drawing is `public/emblem.svg`.
 */
export function Emblem({ size = 36 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden focusable="false">
      <rect width="40" height="40" rx="10" fill="var(--dvk-red)" />
      <g fill="none" stroke="#ffd873" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M7.5 21.5 12 19.3c1.5-.7 3-.5 4.3.4l7.2 5c1.1.8 1.3 2.3.5 3.3-.7 1-2 1.2-3 .6l-4-2.6" />
        <path d="M32.5 21.5 28 19.3c-1.5-.7-3.1-.5-4.3.4L20 22.4M7.5 29l3.2-.6 5.6 4.2c1.6 1.2 3.8 1.2 5.4 0l4.6-3.4 2.3-.8 3.9.6" />
      </g>
      <path d="m20 5.8 1.7 3.6 3.9.5-2.9 2.7.7 3.9-3.4-1.9-3.4 1.9.7-3.9-2.9-2.7 3.9-.5z" fill="#ffd873" />
    </svg>
  );
}

export function Wordmark({ name, below }: { name: string; below?: string }) {
  return (
    <span className={css.mark}>
      <Emblem />
      <span className={css.words}>
        <span className={css.name}>{name}</span>
        {below && <span className={css.below}>{below}</span>}
      </span>
    </span>
  );
}
