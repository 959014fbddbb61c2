import { useEffect, useRef, useState } from 'react';
import { TextInput } from '@mantine/core';
import { formatNumber, parseDecimal, t } from '../i18n';

interface Props {
  label: string;
  /** Decimal text of the API ("12.5"), or null while there is none. */
  value: string | null;
  /** Called with decimal text when it is a valid mark, with null when the field is empty or wrong. */
  onChange: (value: string | null) => void;
  max: string;
  min?: string;
  step?: string | null;
  disabled?: boolean;
  /** What the server said about this mark. */
  error?: string | undefined;
  /** The label is drawn elsewhere (a table); it is still read out. */
  hideLabel?: boolean;
}

/** A mark: comma or point, checked against maximum and step while typing; a wrong mark stays visible and counts as none. */
export function ScoreInput({ label, value, onChange, max, min = '0', step = null, disabled, error, hideLabel = false }: Props) {
  const [text, setText] = useState(() => show(value));
  const passedOn = useRef(value);
  useEffect(() => {
    // A value from outside (recovered, taken over), not the echo of what is being typed.
    if (value === passedOn.current) return;
    passedOn.current = value;
    setText(show(value));
  }, [value]);
  const wrong = text.trim() === '' ? undefined : checkScore(text, { min, max, step });
  return (
    <TextInput
      {...(hideLabel ? { 'aria-label': label } : { label })}
      description={t('common.score_max', { max: formatNumber(max) })}
      inputMode="decimal"
      autoComplete="off"
      w={hideLabel ? '7.5rem' : '10rem'}
      value={text}
      disabled={disabled}
      error={wrong ?? error}
      styles={{ input: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', fontWeight: 600 } }}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        // A wrong mark counts as none: the mark before it must not be signed unseen.
        passedOn.current = checkScore(typed, { min, max, step }) ? null : parseDecimal(typed);
        onChange(passedOn.current);
      }}
    />
  );
}

const show = (value: string | null): string => (value === null ? '' : formatNumber(value).replaceAll('.', ''));

/** What is wrong with a typed mark; undefined when nothing is. Exact: compared as whole numbers, not as floats. */
export function checkScore(text: string, { min, max, step }: { min: string; max: string; step: string | null }): string | undefined {
  const value = parseDecimal(text);
  if (value === null) return t('common.score_not_number');
  const digits = Math.max(...[value, min, max, step ?? '0'].map((number) => number.split('.')[1]?.length ?? 0));
  const at = (number: string): bigint => scaled(number, digits);
  if (at(value) > at(max)) return t('common.score_too_high', { max: formatNumber(max) });
  if (at(value) < at(min)) return t('common.score_too_low', { min: formatNumber(min) });
  if (step && at(step) > 0n && at(value) % at(step) !== 0n) return t('common.score_step', { step: formatNumber(step) });
  return undefined;
}

function scaled(number: string, digits: number): bigint {
  const [whole = '0', rest = ''] = number.split('.');
  return BigInt(whole + rest.slice(0, digits).padEnd(digits, '0'));
}
