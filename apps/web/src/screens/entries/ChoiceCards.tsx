import { useId } from 'react';
import css from './ChoiceCards.module.css';

interface Props {
  legend: string;
  name: string;
  options: { value: string; label: string; hint?: string | undefined }[];
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  /** Two beside each other where there is room. */
  columns?: boolean;
}

/** One of a few, each with its explanation; real radio buttons, so that keys and readers work as everywhere. */
export function ChoiceCards({ legend, name, options, value, onChange, error, columns = false }: Props) {
  const id = useId();
  return (
    <fieldset
      className={css.set}
      data-open={error ? true : undefined}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className={css.legend}>{legend}</legend>
      <div className={css.cards} data-columns={columns || undefined}>
        {options.map((option) => (
          <label key={option.value} className={css.card} data-checked={option.value === value || undefined}>
            <input
              type="radio"
              name={`${id}-${name}`}
              className={css.radio}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              aria-labelledby={`${id}-${option.value}`}
              aria-describedby={option.hint ? `${id}-${option.value}-hint` : undefined}
            />
            <span>
              <span id={`${id}-${option.value}`} className={css.label}>
                {option.label}
              </span>
              {option.hint && (
                <span id={`${id}-${option.value}-hint`} className={css.hint}>
                  {option.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className={css.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
