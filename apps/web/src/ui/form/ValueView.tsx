import type { ReactNode } from 'react';
import {
  cellText,
  coordinatesText,
  type FormField,
  type FormValue,
  isEmptyValue,
  isTable,
  parseRichText,
  plainText,
  type RichRun,
} from '@app/forms';
import { t } from '../../i18n';
import css from './form.module.css';

function Runs({ runs }: { runs: readonly RichRun[] }) {
  return runs.map((run, index) => {
    let text: ReactNode = run.text.split('\n').map((line, at) => (
      <span key={at}>
        {at > 0 && <br />}
        {line}
      </span>
    ));
    if (run.underline) text = <u>{text}</u>;
    if (run.italic) text = <em>{text}</em>;
    if (run.bold) text = <strong>{text}</strong>;
    return <span key={index}>{text}</span>;
  });
}

/** A value as it is read: paragraphs and lists, a table (cards on a phone), a place with where it lies. */
export function ValueView({
  field,
  value,
  className,
}: {
  field?: FormField | undefined;
  value: FormValue;
  className?: string | undefined;
}) {
  if (isEmptyValue(field, value)) return null;
  if (isTable(value) && field?.columns)
    return (
      <table className={css.view_table}>
        <thead>
          <tr>
            {field.columns.map((column) => (
              <th key={column.code} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {value
            .filter((row) => Object.values(row).some((cell) => cell.trim() !== ''))
            .map((row, index) => (
              <tr key={index}>
                {field.columns?.map((column) => (
                  <td
                    key={column.code}
                    data-label={column.label}
                    data-number={column.type === 'NUMBER' || column.type === 'MONEY' || undefined}
                  >
                    {cellText(column, row) || '–'}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    );
  const blocks = field?.type === 'RICH_TEXT' && typeof value === 'string' ? parseRichText(value) : undefined;
  if (blocks)
    return (
      <div className={`${css.view} ${className ?? ''}`} style={{ whiteSpace: 'normal' }}>
        {blocks.map((block, index) => {
          if (block.kind === 'paragraph')
            return (
              <p key={index}>
                <Runs runs={block.runs} />
              </p>
            );
          const List = block.kind === 'bullets' ? 'ul' : 'ol';
          return (
            <List key={index}>
              {block.items.map((runs, at) => (
                <li key={at}>
                  <Runs runs={runs} />
                </li>
              ))}
            </List>
          );
        })}
      </div>
    );
  const where = coordinatesText(value);
  return (
    <p className={className}>
      {plainText(field, value)}
      {where && <span className={css.help}> · {t('forms.coordinates', { where })}</span>}
    </p>
  );
}
