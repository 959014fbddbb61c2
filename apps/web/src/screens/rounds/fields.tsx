import { useState, type ReactNode } from 'react';
import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { formatDateTime, formatNumber, parseDecimal, t } from '../../i18n';
import { DateTimeField } from '../../ui/DateField';
import { useEditor } from './editor';
import grid from './Grid.module.css';
import { fractionText, parseFraction } from './numbers';
import type { Frac } from './types';

interface Common<T> {
  label: string;
  /** Place in the rules, for what the server said about it. */
  path: string;
  value: T;
  onChange: (value: T) => void;
  description?: string;
}

/** What readers see instead of a field; nothing where nothing was set. */
export function Shown({ label, value }: { label: string; value: ReactNode }) {
  if (value === undefined || value === null || value === '') return null;
  return (
    <div className={grid.shown}>
      <div className={grid.muted}>{label}</div>
      <div>{value}</div>
    </div>
  );
}

export function TextField({ label, path, value, onChange, description, lines }: Common<string> & { lines?: number }) {
  const { readOnly, error } = useEditor();
  // A name stands in the line that was opened already.
  if (readOnly) return /\.(name|label|text)$/.test(path) ? null : <Shown label={label} value={value} />;
  const common = { label, value, description, error: error(path), mt: 'sm' };
  return lines ? (
    <Textarea {...common} autosize minRows={lines} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

/** Codes stand in receipts and tables; they are written in capitals. */
export function CodeField(props: Omit<Common<string>, 'label'>) {
  const { readOnly } = useEditor();
  if (readOnly) return null;
  return (
    <TextField
      {...props}
      label={t('rounds.f_code')}
      description={props.description ?? t('rounds.code_hint')}
      onChange={(text) => props.onChange(text.toUpperCase().replace(/[\s-]+/g, '_'))}
    />
  );
}

/** A whole number; empty is undefined. */
export function WholeField({
  label,
  path,
  value,
  onChange,
  description,
  suffix,
}: Common<number | undefined> & { suffix?: string }) {
  const { readOnly, error } = useEditor();
  if (readOnly)
    return <Shown label={label} value={value === undefined ? null : `${formatNumber(value)} ${suffix ?? ''}`} />;
  return (
    <NumberInput
      label={label}
      description={description}
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
      error={error(path)}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      inputMode="numeric"
      thousandSeparator="."
      decimalSeparator=","
      {...(suffix ? { suffix: ` ${suffix}` } : {})}
      mt="sm"
    />
  );
}

/** A decimal as people write it here (12,5); the rules get `12.5`. What is no number goes there too and is refused. */
export function DecimalField({ label, path, value, onChange, description }: Common<string>) {
  const { readOnly, error } = useEditor();
  const [text, setText] = useState(value.replace('.', ','));
  const [from, setFrom] = useState(value);
  if (value !== from) {
    // Changed from outside (another version was taken over).
    setFrom(value);
    if ((parseDecimal(text) ?? text) !== value) setText(value.replace('.', ','));
  }
  if (readOnly) return <Shown label={label} value={formatNumber(value)} />;
  const wrong = parseDecimal(text) === null;
  return (
    <TextInput
      label={label}
      description={description}
      value={text}
      inputMode="decimal"
      error={wrong ? t('common.score_not_number') : error(path)}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        onChange(parseDecimal(next) ?? next);
      }}
      mt="sm"
    />
  );
}

/** `2/3` or `70%`; only a fraction goes to the rules. */
export function FractionField({ label, path, value, onChange, description }: Common<Frac>) {
  const { readOnly, error } = useEditor();
  const [text, setText] = useState(fractionText(value));
  if (readOnly) return <Shown label={label} value={fractionText(value)} />;
  return (
    <TextInput
      label={label}
      description={description}
      value={text}
      error={parseFraction(text) === null ? t('rounds.fraction_hint') : error(path)}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        const share = parseFraction(next);
        if (share) onChange(share);
      }}
      mt="sm"
    />
  );
}

/** A moment on the clock of Vietnam; empty is undefined. */
export function MomentField({ label, path, value, onChange, description }: Common<string | undefined>) {
  const { readOnly, error } = useEditor();
  if (readOnly) return <Shown label={label} value={value && formatDateTime(value)} />;
  return (
    <div className={grid.field}>
      <DateTimeField
        label={label}
        {...(description ? { description } : {})}
        value={value ?? null}
        onChange={(at) => onChange(at ?? undefined)}
        error={error(path)}
      />
    </div>
  );
}

export function ChoiceField<T extends string>({
  label,
  path,
  value,
  onChange,
  description,
  options,
}: Common<T> & { options: readonly { value: T; label: string }[] }) {
  const { readOnly, error } = useEditor();
  if (readOnly) return <Shown label={label} value={options.find((option) => option.value === value)?.label ?? value} />;
  const known = options.some((option) => option.value === value) ? options : [...options, { value, label: value }];
  return (
    <Select
      label={label}
      description={description}
      data={known.map((option): { value: string; label: string } => option)}
      value={value}
      allowDeselect={false}
      error={error(path)}
      onChange={(next) => {
        const chosen = known.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
      mt="sm"
    />
  );
}

export function FlagField({ label, path, value, onChange, description }: Common<boolean>) {
  const { readOnly, error } = useEditor();
  if (readOnly) return <Shown label={label} value={t(value ? 'common.yes' : 'common.no')} />;
  return (
    <Switch
      label={label}
      description={description}
      checked={value}
      error={error(path)}
      onChange={(event) => onChange(event.currentTarget.checked)}
      mt="md"
    />
  );
}
