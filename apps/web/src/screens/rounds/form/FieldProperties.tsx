import { Autocomplete, MultiSelect } from '@mantine/core';
import { FORM_FIELD_TYPES, type FormField, type FormFieldType } from '@app/forms';
import { t } from '../../../i18n';
import { DecimalInput } from '../../../ui/form/DecimalInput';
import { kindName } from '../../admin/kind-name';
import { useEditor } from '../editor';
import { ChoiceField, CodeField, FlagField, Shown, TextField, WholeField } from '../fields';
import grid from '../Grid.module.css';
import { unitKinds } from '../types';
import { Choices } from './Choices';
import { Columns } from './Columns';
import { ConditionEditor } from './ConditionEditor';
import { typeName } from './words';

interface Props {
  field: FormField;
  change: (patch: Partial<FormField>) => void;
  path: string;
}

const WRITTEN: readonly FormFieldType[] = ['TEXT', 'LONG_TEXT', 'RICH_TEXT'];

/** What belongs to the type alone: another type starts without it. */
const ofType = (type: FormFieldType): Partial<FormField> => ({
  ...(WRITTEN.includes(type) ? {} : { maxWords: undefined, maxLength: undefined }),
  ...(type === 'NUMBER' ? {} : { unit: undefined, decimals: undefined }),
  ...(type === 'NUMBER' || type === 'MONEY' ? {} : { min: undefined, max: undefined }),
  ...(type === 'CHOICE' || type === 'MULTI_CHOICE' ? {} : { choices: undefined }),
  ...(type === 'TABLE'
    ? { columns: [{ code: 'COT_1', label: '', type: 'TEXT', required: true }] }
    : { columns: undefined, minRows: undefined, maxRows: undefined }),
});

/** Everything about one field of the form. */
export function FieldProperties({ field, change, path }: Props) {
  const { rules } = useEditor();
  const { type } = field;
  return (
    <>
      <TextField
        label={t('rounds.f_label')}
        path={`${path}.label`}
        value={field.label}
        onChange={(label) => change({ label })}
      />
      <TextField
        label={t('rounds.f_help')}
        description={t('rounds.help_hint')}
        path={`${path}.help`}
        value={field.help ?? ''}
        onChange={(help) => change({ help: help || undefined })}
        lines={2}
      />
      <TextField
        label={t('forms.f_example')}
        path={`${path}.example`}
        value={field.example ?? ''}
        onChange={(example) => change({ example: example || undefined })}
        lines={2}
      />
      <div className={grid.grid}>
        <SectionField field={field} change={change} path={path} />
        <ChoiceField
          label={t('rounds.f_type')}
          path={`${path}.type`}
          value={type}
          options={FORM_FIELD_TYPES.map((value) => ({ value, label: typeName(value) }))}
          onChange={(next) => change({ type: next, ...ofType(next) })}
        />
      </div>
      {WRITTEN.includes(type) && (
        <div className={grid.grid}>
          <WholeField
            label={t('rounds.f_maxWords')}
            path={`${path}.maxWords`}
            value={field.maxWords}
            onChange={(maxWords) => change({ maxWords })}
          />
          <WholeField
            label={t('rounds.f_maxLength')}
            path={`${path}.maxLength`}
            value={field.maxLength}
            onChange={(maxLength) => change({ maxLength })}
          />
        </div>
      )}
      {(type === 'NUMBER' || type === 'MONEY') && (
        <div className={grid.grid}>
          {type === 'NUMBER' && (
            <TextField
              label={t('forms.f_unit')}
              path={`${path}.unit`}
              value={field.unit ?? ''}
              onChange={(unit) => change({ unit: unit || undefined })}
            />
          )}
          <Bound field={field} which="min" change={change} path={path} />
          <Bound field={field} which="max" change={change} path={path} />
          {type === 'NUMBER' && (
            <WholeField
              label={t('forms.f_decimals')}
              path={`${path}.decimals`}
              value={field.decimals}
              onChange={(decimals) => change({ decimals })}
            />
          )}
        </div>
      )}
      {(type === 'CHOICE' || type === 'MULTI_CHOICE') && (
        <Choices choices={field.choices ?? []} path={`${path}.choices`} onChange={(choices) => change({ choices })} />
      )}
      {type === 'TABLE' && (
        <>
          <Columns columns={field.columns ?? []} path={`${path}.columns`} onChange={(columns) => change({ columns })} />
          <div className={grid.grid}>
            <WholeField
              label={t('forms.f_minRows')}
              path={`${path}.minRows`}
              value={field.minRows}
              onChange={(minRows) => change({ minRows })}
            />
            <WholeField
              label={t('forms.f_maxRows')}
              path={`${path}.maxRows`}
              value={field.maxRows}
              onChange={(maxRows) => change({ maxRows })}
            />
          </div>
        </>
      )}
      <div className={grid.grid}>
        <FlagField
          label={t('rounds.f_required')}
          path={`${path}.required`}
          value={field.required}
          onChange={(required) => change({ required })}
        />
        <FlagField
          label={t('rounds.f_public')}
          description={t('rounds.public_hint')}
          path={`${path}.public`}
          value={field.public}
          onChange={(isPublic) => change({ public: isPublic })}
        />
      </div>
      <div className={grid.grid}>
        <Some
          label={t('forms.f_categories')}
          placeholder={t('forms.all_categories')}
          path={`${path}.categories`}
          value={field.categories}
          options={rules.categories.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(categories) => change({ categories })}
        />
        <Some
          label={t('forms.f_levels')}
          placeholder={t('forms.all_levels')}
          path={`${path}.levels`}
          value={field.levels}
          options={unitKinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
          onChange={(levels) => change({ levels })}
        />
      </div>
      <ConditionEditor
        label={t('forms.show_if')}
        hint={t('forms.show_if_hint')}
        of={field.code}
        path={`${path}.showIf`}
        value={field.showIf}
        onChange={(showIf) => change({ showIf })}
      />
      {!field.required && (
        <ConditionEditor
          label={t('forms.required_if')}
          hint={t('forms.required_if_hint')}
          of={field.code}
          path={`${path}.requiredIf`}
          value={field.requiredIf}
          onChange={(requiredIf) => change({ requiredIf })}
        />
      )}
      <CodeField path={`${path}.code`} value={field.code} onChange={(code) => change({ code })} />
    </>
  );
}

/** The section by its name: one of those that are there, or a new one. */
function SectionField({ field, change, path }: Props) {
  const { rules, readOnly, error } = useEditor();
  if (readOnly) return <Shown label={t('rounds.f_section')} value={field.section} />;
  return (
    <Autocomplete
      label={t('rounds.f_section')}
      value={field.section}
      data={[...new Set(rules.form.map(({ section }) => section))]}
      filter={({ options }) => options}
      error={error(`${path}.section`)}
      onChange={(section) => change({ section })}
      mt="sm"
    />
  );
}

function Bound({ field, change, path, which }: Props & { which: 'min' | 'max' }) {
  const { readOnly, error } = useEditor();
  const label = t(`forms.f_${which}`);
  const value = field[which] ?? '';
  if (readOnly) return <Shown label={label} value={value} />;
  return (
    <div className={grid.field}>
      <DecimalInput
        label={label}
        value={value}
        error={error(`${path}.${which}`)}
        onChange={(next) => change({ [which]: next || undefined })}
      />
    </div>
  );
}

interface SomeProps {
  label: string;
  placeholder: string;
  path: string;
  value: string[] | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string[] | undefined) => void;
}

/** Some of a list; none chosen means all. */
function Some({ label, placeholder, path, value, options, onChange }: SomeProps) {
  const { readOnly, error, problems } = useEditor();
  if (readOnly)
    return (
      <Shown
        label={label}
        value={value?.map((code) => options.find((each) => each.value === code)?.label ?? code).join(', ')}
      />
    );
  return (
    <MultiSelect
      label={label}
      placeholder={value?.length ? undefined : placeholder}
      data={[...options, ...(value ?? []).filter((code) => !options.some((each) => each.value === code))]}
      value={value ?? []}
      error={error(path) ?? problems.find(({ field }) => field.startsWith(`${path}.`))?.message}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
      clearable
      searchable
      mt="sm"
    />
  );
}
