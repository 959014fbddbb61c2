import { type ReactNode, useEffect, useState } from 'react';
import { TextInput } from '@mantine/core';
import { typedNumber, vietnameseNumber } from '@app/forms';
import { t } from '../../i18n';

interface Props {
  label: ReactNode;
  /** Decimal text of the API; empty while there is none. */
  value: string;
  onChange: (value: string) => void;
  description?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** Behind the number: "m²", "đồng". */
  unit?: string | undefined;
  className?: string;
  classNames?: Record<string, string>;
}

/** A number as people write it: "8.600", "1.234,5", "-3". A wrong one stays visible and is not passed on. */
export function DecimalInput({ label, value, onChange, unit, error, required, ...input }: Props) {
  const [text, setText] = useState(() => vietnameseNumber(value));
  useEffect(() => {
    setText((before) => ((typedNumber(before) ?? '') === value ? before : vietnameseNumber(value)));
  }, [value]);
  const wrong = text.trim() !== '' && typedNumber(text) === undefined;
  return (
    <TextInput
      {...input}
      label={label}
      required={required ?? false}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      error={wrong ? t('forms.number_wrong') : error}
      rightSection={unit ? <span aria-hidden>{unit}</span> : undefined}
      rightSectionWidth={unit ? `${unit.length * 0.6 + 1.2}rem` : undefined}
      styles={{ input: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' } }}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const number = typedNumber(typed);
        if (typed.trim() === '') onChange('');
        else if (number !== undefined) onChange(number);
      }}
      onBlur={() => {
        const number = typedNumber(text);
        if (number !== undefined) setText(vietnameseNumber(number));
      }}
    />
  );
}
