import type { FormValue } from '@app/forms';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { t } from '../../../i18n';
import { DateField } from '../../../ui/DateField';
import { WordCount } from '../../../ui/WordCount';
import type { FormField } from '../api';
import { AmountInput } from './AmountInput';
import css from './Editor.module.css';

interface Props {
  field: FormField;
  value: FormValue;
  onChange: (value: FormValue) => void;
  error?: string | undefined;
}

/** One field of the form with its help, its count of words, and whether it becomes public. */
export function FieldInput({ field, value: given, onChange, error }: Props) {
  const value = typeof given === 'string' ? given : '';
  const common = { label: field.label, description: field.help, error, required: field.required };
  return (
    <>
      {field.type === 'LONG_TEXT' && (
        <Textarea
          {...common}
          autosize
          minRows={4}
          maxRows={24}
          maxLength={field.maxLength}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {field.type === 'TEXT' && (
        <TextInput
          {...common}
          maxLength={field.maxLength}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {field.type === 'NUMBER' && <AmountInput {...common} value={value} onChange={onChange} />}
      {field.type === 'DATE' && (
        <DateField
          label={field.label}
          {...(field.help ? { description: field.help } : {})}
          error={error}
          required={field.required}
          value={value || null}
          onChange={(day) => onChange(day ?? '')}
        />
      )}
      {field.type === 'CHOICE' && (
        <NativeSelect
          {...common}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          data={[
            { value: '', label: t('entries.choose') },
            ...(field.choices ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      )}
      <div className={css.under}>
        {(field.type === 'LONG_TEXT' || field.maxWords !== undefined) && (
          <WordCount text={value} max={field.maxWords} />
        )}
        <span>{t(field.public ? 'entries.public_part' : 'entries.inner_part')}</span>
        {!field.required && <span>{t('common.optional')}</span>}
      </div>
    </>
  );
}
