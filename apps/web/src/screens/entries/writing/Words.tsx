import { t } from '../../../i18n';
import css from './Writing.module.css';

export interface Word {
  op: 'SAME' | 'ADDED' | 'REMOVED';
  text: string;
}

/** A compared text: what was added is underlined, what was removed is struck; both are said to who cannot see it. */
export function Words({
  words,
  hide,
}: {
  words: readonly Word[];
  /** Leaves this side out. */ hide?: 'ADDED' | 'REMOVED';
}) {
  return (
    <span className={css.words}>
      {words
        .filter(({ op }) => op !== hide)
        .map(({ op, text }, index) =>
          op === 'SAME' ? (
            <span key={index}>{text}</span>
          ) : op === 'ADDED' ? (
            <ins key={index} className={css.added}>
              <span className="dvk-hidden">[{t('writing.added')}: </span>
              {text}
              <span className="dvk-hidden">]</span>
            </ins>
          ) : (
            <del key={index} className={css.removed}>
              <span className="dvk-hidden">[{t('writing.removed')}: </span>
              {text}
              <span className="dvk-hidden">]</span>
            </del>
          ),
        )}
    </span>
  );
}
