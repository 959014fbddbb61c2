import { lazy, type ReactNode, Suspense, useId } from 'react';
import { Checkbox, NativeSelect, Skeleton, Textarea, TextInput } from '@mantine/core';
import {
  chosenCodes,
  DEFAULT_MAX_LENGTH,
  type FormField,
  type FormValue,
  isPlaceValue,
  isTable,
  isUnitValue,
  plainText,
} from '@app/forms';
import { t } from '../../i18n';
import { DateField } from '../DateField';
import { UnitPicker } from '../UnitPicker';
import { WordCount } from '../WordCount';
import { DecimalInput } from './DecimalInput';
import css from './form.module.css';
import { PlaceInput } from './PlaceInput';
import { problemAt } from './problems';
import { TableInput } from './TableInput';

// The editor of rich text is heavy: only forms that have such a field fetch it.
const RichTextEditor = lazy(() => import('./RichTextEditor'));

export interface FieldInputProps {
  field: FormField;
  value: FormValue;
  onChange: (value: FormValue) => void;
  /** Asked for now: always, or because its condition holds. */
  required?: boolean;
  /** What the server said about the field (`''`) or a part of it (`2.SO_NGUOI`). */
  errorAt?: (at: string) => string | undefined;
}

/** One field of a form with its help, an example, its count of words, and whether it becomes public. */
export function FieldInput({ field, value, onChange, required = field.required, errorAt }: FieldInputProps) {
  const told = (at: string): string | undefined => errorAt?.(at) ?? problemAt(field, value, at);
  const text = typeof value === 'string' ? value : '';
  const error = told('');
  const common = { label: field.label, description: field.help, error, required };
  const counted =
    field.type === 'LONG_TEXT' || field.type === 'RICH_TEXT' || (field.maxWords !== undefined && field.type === 'TEXT');
  return (
    <>
      <Input field={field} value={value} text={text} common={common} onChange={onChange} told={told} />
      {field.example && (
        <details className={css.example}>
          <summary aria-label={t('forms.example_of', { name: field.label })}>{t('forms.example')}</summary>
          <p>{field.example}</p>
        </details>
      )}
      <div className={css.under}>
        {counted && <WordCount text={plainText(field, text)} max={field.maxWords} />}
        <span>{t(field.public ? 'entries.public_part' : 'entries.inner_part')}</span>
        {!required && <span>{t('common.optional')}</span>}
      </div>
    </>
  );
}

interface InputProps {
  field: FormField;
  value: FormValue;
  text: string;
  common: { label: string; description: ReactNode; error: string | undefined; required: boolean };
  onChange: (value: FormValue) => void;
  told: (at: string) => string | undefined;
}

function Input({ field, value, text, common, onChange, told }: InputProps) {
  switch (field.type) {
    case 'LONG_TEXT':
      return (
        <Textarea
          {...common}
          autosize
          minRows={4}
          maxRows={24}
          maxLength={field.maxLength ?? DEFAULT_MAX_LENGTH}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'RICH_TEXT':
      return <RichText {...common} value={text} onChange={onChange} />;
    case 'NUMBER':
      return <DecimalInput {...common} unit={field.unit} value={text} onChange={onChange} />;
    case 'MONEY':
      return <DecimalInput {...common} unit={t('forms.dong')} value={text} onChange={onChange} />;
    case 'DATE':
      return (
        <DateField
          label={common.label}
          {...(field.help ? { description: field.help } : {})}
          error={common.error}
          required={common.required}
          value={text || null}
          onChange={(day) => onChange(day ?? '')}
        />
      );
    case 'CHOICE':
      return (
        <NativeSelect
          {...common}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          data={[
            { value: '', label: t('entries.choose') },
            ...(field.choices ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      );
    case 'MULTI_CHOICE':
      return (
        <Checkbox.Group
          {...common}
          value={chosenCodes(text)}
          onChange={(codes) =>
            onChange((field.choices ?? []).flatMap(({ code }) => (codes.includes(code) ? [code] : [])).join(','))
          }
        >
          <div className={css.choices}>
            {(field.choices ?? []).map(({ code, name }) => (
              <Checkbox key={code} value={code} label={name} />
            ))}
          </div>
        </Checkbox.Group>
      );
    case 'TABLE':
      return (
        <TableInput
          field={{ ...field, required: common.required }}
          rows={isTable(value) ? value : []}
          onChange={onChange}
          error={common.error}
          errorAt={told}
        />
      );
    case 'UNIT':
      return (
        <UnitPicker
          label={common.label}
          {...(field.help ? { description: field.help } : {})}
          error={common.error}
          required={common.required}
          value={isUnitValue(value) && value.unit ? value.unit : null}
          onChange={(id, unit) => onChange(id ? { unit: id, text: unit?.name ?? '' } : '')}
        />
      );
    case 'PLACE':
      return <PlaceInput {...common} value={isPlaceValue(value) ? value : { text }} onChange={onChange} />;
    default:
      return (
        <TextInput
          {...common}
          maxLength={field.maxLength ?? DEFAULT_MAX_LENGTH}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

function RichText({
  label,
  description,
  error,
  required,
  value,
  onChange,
}: InputProps['common'] & { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div>
      <p id={id} className={css.table_label}>
        {label}
        {required && (
          <span aria-hidden className={css.star}>
            {' '}
            *
          </span>
        )}
      </p>
      {description && (
        <p id={`${id}-help`} className={css.help}>
          {description}
        </p>
      )}
      <Suspense fallback={<Skeleton height={180} />}>
        <RichTextEditor
          labelledBy={id}
          describedBy={description ? `${id}-help` : undefined}
          invalid={error !== undefined}
          required={required}
          value={value}
          onChange={onChange}
        />
      </Suspense>
      {error && (
        <p className={css.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
