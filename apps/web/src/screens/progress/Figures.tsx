import { formatNumber, textOf } from '../../i18n';
import type { Sum } from './api';
import css from './progress.module.css';

/** "trên 8.600 m²": a sum keeps the qualifier of its parts. */
export function figureText(sum: Pick<Sum, 'qualifier' | 'amount' | 'measure'>): string {
  const word = textOf(`judging.qualifier_${sum.qualifier}`) ?? '';
  return `${word ? `${word} ` : ''}${formatNumber(sum.amount)} ${sum.measure}`;
}

/** Sums by name, side by side where there is room. */
export function Figures({ sums }: { sums: readonly Sum[] }) {
  return (
    <dl className={css.figures}>
      {sums.map((sum) => (
        <div key={`${sum.kind} ${sum.measure}`}>
          <dt>{sum.name}</dt>
          <dd className="dvk-num">{figureText(sum)}</dd>
        </div>
      ))}
    </dl>
  );
}
