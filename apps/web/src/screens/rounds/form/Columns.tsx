import { COLUMN_TYPES, type TableColumn } from '@app/forms';
import { t } from '../../../i18n';
import { freeCode } from '../editor';
import { ChoiceField, FlagField, TextField } from '../fields';
import grid from '../Grid.module.css';
import { ItemList } from '../ItemList';
import { Choices } from './Choices';
import { typeName } from './words';

interface Props {
  columns: readonly TableColumn[];
  path: string;
  onChange: (columns: TableColumn[]) => void;
}

/** The columns of a table of repeating rows. */
export function Columns({ columns, path, onChange }: Props) {
  return (
    <>
      <h3 className={grid.subtitle}>{t('forms.f_columns')}</h3>
      <ItemList
        inner
        items={columns}
        path={path}
        label={t('forms.f_columns')}
        title={(column) => column.label}
        mark={(_, index) => index + 1}
        summary={(column) =>
          [typeName(column.type), t(column.required ? 'rounds.required' : 'common.optional'), column.unit]
            .filter(Boolean)
            .join(' · ')
        }
        onChange={onChange}
        addLabel={t('forms.add_column')}
        blank={(): TableColumn => ({
          code: freeCode(
            'COT',
            columns.map((column) => column.code),
          ),
          label: '',
          type: 'TEXT',
          required: false,
        })}
      >
        {(column, change, place) => (
          <>
            <div className={grid.grid}>
              <TextField
                label={t('rounds.f_name')}
                path={`${place}.label`}
                value={column.label}
                onChange={(label) => change({ label })}
              />
              <ChoiceField
                label={t('rounds.f_type')}
                path={`${place}.type`}
                value={column.type}
                options={COLUMN_TYPES.map((value) => ({ value, label: typeName(value) }))}
                onChange={(type) =>
                  change({
                    type,
                    ...(type === 'CHOICE' ? {} : { choices: undefined }),
                    ...(type === 'NUMBER' ? {} : { unit: undefined }),
                  })
                }
              />
              {column.type === 'NUMBER' && (
                <TextField
                  label={t('forms.f_unit')}
                  path={`${place}.unit`}
                  value={column.unit ?? ''}
                  onChange={(unit) => change({ unit: unit || undefined })}
                />
              )}
            </div>
            <FlagField
              label={t('rounds.f_required')}
              path={`${place}.required`}
              value={column.required}
              onChange={(required) => change({ required })}
            />
            {column.type === 'CHOICE' && (
              <Choices
                choices={column.choices ?? []}
                path={`${place}.choices`}
                onChange={(choices) => change({ choices })}
              />
            )}
          </>
        )}
      </ItemList>
    </>
  );
}
