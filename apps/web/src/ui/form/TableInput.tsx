import { type CSSProperties, useId } from 'react';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { DEFAULT_MAX_ROWS, type FormField, MAX_CELL_LENGTH, type TableColumn, type TableRow } from '@app/forms';
import { t } from '../../i18n';
import { DateField } from '../DateField';
import { DecimalInput } from './DecimalInput';
import css from './form.module.css';

interface Props {
  field: FormField;
  rows: readonly TableRow[];
  onChange: (rows: TableRow[]) => void;
  error?: string | undefined;
  /** Error of a cell: `2.SO_NGUOI`. */
  errorAt: (at: string) => string | undefined;
}

/** Rows of a table: side by side on a desk, each a card of its own on a phone. */
export function TableInput({ field, rows, onChange, error, errorAt }: Props) {
  const name = useId();
  const columns = field.columns ?? [];
  // One line to begin with, so that nobody has to look for where to write.
  const shown = rows.length > 0 ? rows : [{}];
  const put = (index: number, code: string, text: string): void =>
    onChange(shown.map((row, at) => (at === index ? { ...row, [code]: text } : { ...row })));
  return (
    <div
      role="group"
      aria-labelledby={name}
      className={css.table}
      style={{ '--columns': columns.length } as CSSProperties}
    >
      <p id={name} className={css.table_label}>
        {field.label}
        {field.required && (
          <span aria-hidden className={css.star}>
            {' '}
            *
          </span>
        )}
      </p>
      {field.help && <p className={css.help}>{field.help}</p>}
      <div className={css.table_head} aria-hidden>
        {columns.map((column) => (
          <span key={column.code}>
            {column.label}
            {column.required && <span className={css.star}> *</span>}
          </span>
        ))}
      </div>
      <ol className={css.rows}>
        {shown.map((row, index) => (
          // Rows have no identity of their own: their place is what the server calls them by.
          <li key={index} className={css.row}>
            <span className={css.row_no}>{t('forms.row', { n: index + 1 })}</span>
            {columns.map((column) => (
              <Cell
                key={column.code}
                column={column}
                value={row[column.code] ?? ''}
                error={errorAt(`${index}.${column.code}`)}
                onChange={(text) => put(index, column.code, text)}
              />
            ))}
            <Button
              variant="subtle"
              color="red"
              className={css.row_remove}
              aria-label={t('forms.row_remove', { n: index + 1 })}
              disabled={rows.length === 0}
              onClick={() => onChange(rows.filter((_, at) => at !== index).map((each) => ({ ...each })))}
            >
              <IconTrash size={18} aria-hidden />
              <span className={css.row_remove_text}>{t('common.remove')}</span>
            </Button>
          </li>
        ))}
      </ol>
      {error && (
        <p className={css.error} role="alert">
          {error}
        </p>
      )}
      <Button
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        disabled={shown.length >= (field.maxRows ?? DEFAULT_MAX_ROWS)}
        onClick={() => onChange([...shown.map((row) => ({ ...row })), {}])}
      >
        {t('forms.row_add')}
      </Button>
    </div>
  );
}

interface CellProps {
  column: TableColumn;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

function Cell({ column, value, error, onChange }: CellProps) {
  const common = {
    label: column.label,
    error,
    required: column.required,
    className: css.cell,
    classNames: { label: css.cell_label ?? '' },
  };
  switch (column.type) {
    case 'NUMBER':
      return <DecimalInput {...common} unit={column.unit} value={value} onChange={onChange} />;
    case 'MONEY':
      return <DecimalInput {...common} unit={t('forms.dong')} value={value} onChange={onChange} />;
    case 'DATE':
      return (
        <div className={`${css.cell} ${css.cell_date}`}>
          <DateField
            label={column.label}
            error={error}
            required={column.required}
            value={value || null}
            onChange={(day) => onChange(day ?? '')}
          />
        </div>
      );
    case 'CHOICE':
      return (
        <NativeSelect
          {...common}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          data={[
            { value: '', label: t('entries.choose') },
            ...(column.choices ?? []).map((choice) => ({ value: choice.code, label: choice.name })),
          ]}
        />
      );
    default:
      return (
        <Textarea
          {...common}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={MAX_CELL_LENGTH}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
