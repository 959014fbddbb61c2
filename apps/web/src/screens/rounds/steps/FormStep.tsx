import { useState } from 'react';
import { Button, Drawer, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBooks, IconEye } from '@tabler/icons-react';
import type { FormField } from '@app/forms';
import { t } from '../../../i18n';
import { Section } from '../../../ui/Section';
import { freeCode, useEditor } from '../editor';
import { CodeField, TextField } from '../fields';
import { BlankForm } from '../form/BlankForm';
import { FieldLibrary } from '../form/FieldLibrary';
import { FieldProperties } from '../form/FieldProperties';
import css from '../form/form-designer.module.css';
import { FormPreview } from '../form/FormPreview';
import { fieldWords } from '../form/words';
import grid from '../Grid.module.css';
import { ItemList } from '../ItemList';

/** The field in the place of one with its code, or at the end of its section, or as a new section at the end. */
function withField(form: readonly FormField[], field: FormField): FormField[] {
  const there = form.findIndex(({ code }) => code === field.code);
  if (there >= 0) return form.with(there, { ...field, section: form[there]?.section ?? field.section });
  const last = form.findLastIndex(({ section }) => section === field.section);
  return last < 0 ? [...form, field] : [...form.slice(0, last + 1), field, ...form.slice(last + 1)];
}

/** The form of the round: its fields, and beside them how it will look to those who write and read. */
export function FormStep() {
  const { rules, readOnly, edit } = useEditor();
  const [library, setLibrary] = useState(false);
  const [preview, setPreview] = useState(false);
  const beside = useMediaQuery('(min-width: 80em)') ?? false;
  const setForm = (form: FormField[]): void => edit((before) => ({ ...before, form }));
  const lastSection = rules.form.at(-1)?.section ?? t('rounds.first_section');
  return (
    <div className={css.side} data-preview={(preview && beside) || undefined}>
      <div>
        <Section title={t('rounds.step_form')} hint={t('rounds.form_hint')}>
          <div className={css.buttons}>
            {!readOnly && (
              <Button leftSection={<IconBooks size={18} aria-hidden />} onClick={() => setLibrary(true)}>
                {t('forms.library')}
              </Button>
            )}
            <Button
              variant="default"
              aria-pressed={preview}
              leftSection={<IconEye size={18} aria-hidden />}
              onClick={() => setPreview(!preview)}
            >
              {t('forms.preview_open')}
            </Button>
          </div>
          {!readOnly && <SectionNames />}
          <ItemList
            items={rules.form as FormField[]}
            path="form"
            label={t('rounds.step_form')}
            title={(field) => field.label}
            mark={(_, index) => index + 1}
            summary={(field) => fieldWords(rules, field)}
            onChange={setForm}
            addLabel={t('forms.new_field')}
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
            {(field, change, path) => <FieldProperties field={field} change={change} path={path} />}
          </ItemList>
          {!readOnly && <p className={css.hint}>{t('forms.keys')}</p>}
        </Section>
        <BlankForm />
        <ContributionKinds />
      </div>
      {preview && beside && (
        <aside aria-label={t('forms.preview')} className={`${css.aside} dvk-card`}>
          <FormPreview rules={rules} />
        </aside>
      )}
      <Drawer
        opened={preview && !beside}
        onClose={() => setPreview(false)}
        position="bottom"
        size="92%"
        title={<strong>{t('forms.preview')}</strong>}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <FormPreview rules={rules} />
      </Drawer>
      <FieldLibrary
        opened={library}
        form={rules.form}
        onClose={() => setLibrary(false)}
        onAdd={(field) => setForm(withField(rules.form, field))}
      />
    </div>
  );
}

/** The names of the sections; a change is one for all fields of the section. */
function SectionNames() {
  const { rules, edit } = useEditor();
  const sections = [...new Set(rules.form.map(({ section }) => section))];
  return (
    <details className={css.sections}>
      <summary>{t('forms.section_rename')}</summary>
      {sections.map((section, index) => (
        <TextInput
          key={index}
          aria-label={`${t('rounds.f_section')} ${index + 1}`}
          value={section}
          mt="xs"
          maxLength={300}
          onChange={(event) => {
            const name = event.currentTarget.value;
            // Two sections of one name could not be told apart again.
            if (sections.includes(name)) return;
            edit((before) => ({
              ...before,
              form: before.form.map((field) => (field.section === section ? { ...field, section: name } : field)),
            }));
          }}
        />
      ))}
    </details>
  );
}

function ContributionKinds() {
  const { rules, edit } = useEditor();
  return (
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
  );
}
