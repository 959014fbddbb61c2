import { t, textOf } from '../../../i18n';
import { Section } from '../../../ui/Section';
import { freeCode, useEditor } from '../editor';
import { ChoiceField, CodeField, FlagField, TextField, WholeField } from '../fields';
import grid from '../Grid.module.css';
import { ItemList } from '../ItemList';
import { type FormField, formFieldTypes } from '../types';

const typeName = (type: string): string => textOf(`rounds.type_${type}`) ?? type;

function fieldWords(field: FormField): string {
  return [
    field.section,
    typeName(field.type),
    field.required ? t('rounds.required') : t('common.optional'),
    field.maxWords ? t('rounds.up_to_words', { n: field.maxWords }) : null,
    field.public ? t('rounds.is_public') : null,
  ]
    .filter(Boolean)
    .join(' · ');
}

export function FormStep() {
  const { rules, edit } = useEditor();
  const lastSection = rules.form.at(-1)?.section ?? t('rounds.first_section');
  return (
    <>
      <Section title={t('rounds.step_form')} hint={t('rounds.form_hint')}>
        <ItemList
          items={rules.form}
          path="form"
          label={t('rounds.step_form')}
          title={(field) => field.label}
          mark={(_, index) => index + 1}
          summary={fieldWords}
          onChange={(form) => edit((before) => ({ ...before, form }))}
          addLabel={t('rounds.add_field')}
          blank={(): FormField => ({
            code: freeCode(
              'MUC',
              rules.form.map((field) => field.code),
            ),
            section: lastSection,
            label: '',
            type: 'LONG_TEXT',
            required: false,
            public: false,
          })}
        >
          {(field, change, path) => <FieldEditor field={field} change={change} path={path} />}
        </ItemList>
      </Section>
      <Section title={t('rounds.contributions')} hint={t('rounds.contributions_hint')}>
        <ItemList
          items={rules.contributionKinds}
          path="contributionKinds"
          label={t('rounds.contributions')}
          title={(kind) => kind.name}
          summary={(kind) => t('rounds.measured_in', { unit: kind.unit })}
          onChange={(contributionKinds) => edit((before) => ({ ...before, contributionKinds }))}
          addLabel={t('rounds.add_contribution')}
          blank={() => ({
            code: freeCode(
              'SO_LIEU',
              rules.contributionKinds.map((kind) => kind.code),
            ),
            name: '',
            unit: '',
          })}
        >
          {(kind, change, path) => (
            <div className={grid.grid}>
              <TextField
                label={t('rounds.f_name')}
                path={`${path}.name`}
                value={kind.name}
                onChange={(name) => change({ name })}
              />
              <TextField
                label={t('rounds.f_unit')}
                path={`${path}.unit`}
                value={kind.unit}
                onChange={(unit) => change({ unit })}
              />
              <CodeField path={`${path}.code`} value={kind.code} onChange={(code) => change({ code })} />
            </div>
          )}
        </ItemList>
      </Section>
    </>
  );
}

function FieldEditor({
  field,
  change,
  path,
}: {
  field: FormField;
  change: (patch: Partial<FormField>) => void;
  path: string;
}) {
  const choices = field.choices ?? [];
  const written = field.type === 'TEXT' || field.type === 'LONG_TEXT';
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
      <div className={grid.grid}>
        <TextField
          label={t('rounds.f_section')}
          path={`${path}.section`}
          value={field.section}
          onChange={(section) => change({ section })}
        />
        <ChoiceField
          label={t('rounds.f_type')}
          path={`${path}.type`}
          value={field.type}
          options={formFieldTypes.map((value) => ({ value, label: typeName(value) }))}
          onChange={(type) =>
            change({
              type,
              ...(type === 'CHOICE' ? {} : { choices: undefined }),
              ...(type === 'TEXT' || type === 'LONG_TEXT' ? {} : { maxWords: undefined, maxLength: undefined }),
            })
          }
        />
      </div>
      {written && (
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
      {field.type === 'CHOICE' && (
        <>
          <h3 className={grid.subtitle}>{t('rounds.f_choices')}</h3>
          <ItemList
            inner
            flat
            items={choices}
            path={`${path}.choices`}
            label={t('rounds.f_choices')}
            title={(choice) => choice.name}
            onChange={(items) => change({ choices: items.length ? items : undefined })}
            addLabel={t('rounds.add_choice')}
            blank={() => ({
              code: freeCode(
                'CHON',
                choices.map((choice) => choice.code),
              ),
              name: '',
            })}
          >
            {(choice, changeChoice, place) => (
              <TextField
                label={t('rounds.f_name')}
                path={`${place}.name`}
                value={choice.name}
                onChange={(name) => changeChoice({ name })}
              />
            )}
          </ItemList>
        </>
      )}
      <CodeField path={`${path}.code`} value={field.code} onChange={(code) => change({ code })} />
    </>
  );
}
