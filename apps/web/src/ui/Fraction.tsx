import { formatNumber } from '../i18n';
import css from './Fraction.module.css';

interface Props {
  done: number;
  of: number;
  /** What is counted: "phiếu đã ký". */
  label: string;
}

/** "7/12 phiếu đã ký" with a bar. Never a percentage alone: officials check the numbers. */
export function Fraction({ done, of, label }: Props) {
  return (
    <div className={css.fraction}>
      <div>
        <strong className="dvk-num">
          {formatNumber(done)}/{formatNumber(of)}
        </strong>{' '}
        {label}
      </div>
      <div className={css.track} aria-hidden>
        <div className={css.fill} style={{ width: of > 0 ? `${Math.min(100, (done / of) * 100)}%` : 0 }} />
      </div>
    </div>
  );
}
