import { useEffect, useState } from 'react';
import { TextInput } from '@mantine/core';
import { formatNumber, t } from '../../../i18n';
import { parseAmount } from './model';

interface Props {
  label: string;
  /** Decimal text of the API; empty while there is none. */
  value: string;
  onChange: (value: string) => void;
  description?: string | undefined;
  error?: string | undefined;
  required?: boolean;
  unit?: string;
}

/** A number as people write it: "8.600" or "12,5". A wrong one stays visible and is not passed on. */
export function AmountInput({ label, value, onChange, description, error, required = false, unit }: Props) {
  const [text, setText] = useState(() => show(value));
  useEffect(() => {
    setText((before) => ((parseAmount(before) ?? '') === value ? before : show(value)));
  }, [value]);
  const wrong = text.trim() !== '' && parseAmount(text) === null;
  return (
    <TextInput
      label={label}
      description={description}
      required={required}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      error={wrong ? t('entries.amount_wrong') : error}
      rightSection={unit ? <span aria-hidden>{unit}</span> : undefined}
      rightSectionWidth={unit ? `${unit.length * 0.6 + 1.2}rem` : undefined}
      styles={{ input: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' } }}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const amount = parseAmount(typed);
        if (typed.trim() === '') onChange('');
        else if (amount !== null) onChange(amount);
      }}
      onBlur={() => {
        const amount = parseAmount(text);
        if (amount !== null) setText(formatNumber(amount));
      }}
    />
  );
}

const show = (value: string): string => (value === '' ? '' : formatNumber(value));
