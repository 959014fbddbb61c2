import { useEffect, useState } from 'react';
import { TextInput } from '@mantine/core';
import { formatNumber, parseDecimal, t } from '../i18n';

interface Props {
  label: string;
  /** Decimal text of the API ("12.5"), or null while there is none. */
  value: string | null;
  /** Called with decimal text when it is a valid mark, with null when the field is emptied. */
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

/** A mark: comma or point, checked against maximum and step while typing; a wrong mark stays visible and is not passed on. */
export function ScoreInput({ label, value, onChange, max, min = '0', step = null, disabled, error, hideLabel = false }: Props) {
  const [text, setText] = useState(() => show(value));
  useEffect(() => {
    // A value from outside (recovered, taken over), not the echo of what is being typed.
    setText((before) => (same(parseDecimal(before), value) ? before : show(value)));
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
        if (typed.trim() === '') onChange(null);
        else if (!checkScore(typed, { min, max, step })) onChange(parseDecimal(typed));
      }}
    />
  );
}

const show = (value: string | null): string => (value === null ? '' : formatNumber(value).replaceAll('.', ''));
const same = (a: string | null, b: string | null): boolean => a === b || (a !== null && b !== null && scaled(a, 6) === scaled(b, 6));

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
