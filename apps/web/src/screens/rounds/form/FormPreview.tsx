import { useState } from 'react';
import { NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { checkForm, type FormField, type FormValue, isEmptyValue, valueOf, viewForm } from '@app/forms';
import { formatNumber, t } from '../../../i18n';
import { EntryReader } from '../../../ui/EntryReader';
import { FieldInput } from '../../../ui/form/FieldInput';
import { kindName } from '../../admin/kind-name';
import type { RoundRules } from '../types';
import css from './form-designer.module.css';
import { unitKinds } from '../types';

type View = 'unit' | 'officer' | 'judge';
const views = ['unit', 'officer', 'judge'] as const;

/** The form as it is being made: a unit writes, an officer and a judge read. What is typed here is kept nowhere. */
export function FormPreview({ rules }: { rules: RoundRules }) {
  const [view, setView] = useState<View>('unit');
  const [category, setCategory] = useState(rules.categories[0]?.code ?? '');
  const [unitKind, setUnitKind] = useState<string>('RESIDENTIAL');
  const [content, setContent] = useState<Record<string, FormValue>>({});
  const form: readonly FormField[] = rules.form;
  const context = { category, unitKind };
  const shown = viewForm(form, context, content);
  const problems = checkForm(form, context, content, { complete: true });
  const open = new Set(problems.map(({ field }) => field.split('.')[1]));
  const hidden = form.length - shown.fields.length;
  const sections = [...new Set(shown.fields.map(({ section }) => section))];
  const readers = shown.fields.map((field) => ({
    code: field.code,
    section: field.section,
    label: field.label,
    field,
    value: valueOf(content, field.code),
  }));
  const rubric = rules.rubrics.find(
    ({ code }) => code === rules.categories.find((one) => one.code === category)?.rubric,
  );
  return (
    <div className={css.preview}>
      <SegmentedControl
        fullWidth
        aria-label={t('forms.preview_as')}
        value={view}
        onChange={(next) => setView(views.find((each) => each === next) ?? 'unit')}
        data={views.map((each) => ({ value: each, label: t(`forms.as_${each}`) }))}
      />
      <div className={css.choosers}>
        <NativeSelect
          label={t('forms.preview_category')}
          value={category}
          onChange={(event) => setCategory(event.currentTarget.value)}
          data={rules.categories.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <NativeSelect
          label={t('forms.preview_kind')}
          value={unitKind}
          onChange={(event) => setUnitKind(event.currentTarget.value)}
          data={unitKinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
        />
      </div>
      <Text size="sm" c="dimmed" aria-live="polite">
        {view === 'unit' && `${t('forms.preview_hint')} `}
        {hidden > 0 && t('forms.preview_hidden', { n: formatNumber(hidden) })}
      </Text>
      {view === 'unit' &&
        sections.map((section) => (
          <section key={section} className={css.preview_section}>
            <h3>{section}</h3>
            {shown.fields
              .filter((field) => field.section === section)
              .map((field) => (
                <div key={`${field.code} ${field.type}`} className={css.preview_field}>
                  <FieldInput
                    field={field}
                    required={shown.isRequired(field)}
                    value={valueOf(content, field.code)}
                    onChange={(value) => setContent((before) => ({ ...before, [field.code]: value }))}
                  />
                </div>
              ))}
          </section>
        ))}
      {view === 'unit' && (
        <Text size="sm" fw={500}>
          {open.size === 0
            ? t('forms.preview_complete')
            : t('forms.preview_missing', {
                names: form
                  .filter(({ code }) => open.has(code))
                  .map(({ label }) => label)
                  .join(', '),
              })}
        </Text>
      )}
      {view !== 'unit' && readers.every(({ field, value }) => isEmptyValue(field, value)) && (
        <Text c="dimmed">{t('forms.preview_empty')}</Text>
      )}
      {view !== 'unit' && (
        <EntryReader
          sections={readers}
          figures={[]}
          files={[]}
          fileHref={() => ''}
          {...(view === 'officer'
            ? {
                partHead: ({ field }: { field?: FormField }) =>
                  field?.public ? <span className={css.hint}>{t('forms.preview_public')}</span> : null,
              }
            : {})}
        />
      )}
      {view === 'judge' && rubric && (
        <section className={css.preview_section}>
          <h3>{rubric.name}</h3>
          <ul className={css.plain}>
            {rubric.criteria.map(({ code, name, max }) => (
              <li key={code}>
                {name} · {formatNumber(max)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
