import css from './appraisal.module.css';

interface Props {
  max: string;
  self: string | undefined;
  lower: readonly string[];
  ours: string | null;
}

/** Where the marks of one criterion lie between 0 and the maximum; the numbers stand above it, so it is not read out. */
export function ScoreScale({ max, self, lower, ours }: Props) {
  // A place on the screen, not a sum: a float is enough.
  const at = (points: string): string => `${Math.min(100, (Number(points) / Math.max(Number(max), 0.01)) * 100)}%`;
  return (
    <div className={css.scale} aria-hidden>
      {ours !== null && <div className={css.scale_fill} style={{ width: at(ours) }} />}
      {lower.map((points, index) => (
        <div key={index} className={css.scale_lower} style={{ left: at(points) }} />
      ))}
      {self !== undefined && <div className={css.scale_self} style={{ left: at(self) }} />}
    </div>
  );
}
