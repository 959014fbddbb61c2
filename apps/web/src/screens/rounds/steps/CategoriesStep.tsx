import { t } from '../../../i18n';
import { Section } from '../../../ui/Section';
import { freeCode, useEditor } from '../editor';
import { ChoiceField, CodeField, TextField } from '../fields';
import grid from '../Grid.module.css';
import { ItemList } from '../ItemList';
import { type Category, fieldCodes, subjectTypes } from '../types';
import { categoryWords, fieldName, subjectName } from '../words';

export function CategoriesStep() {
  const { rules, edit } = useEditor();
  const rubrics = rules.rubrics.map((rubric) => ({ value: rubric.code, label: rubric.name }));
  const rubricName = (code: string): string => rules.rubrics.find((rubric) => rubric.code === code)?.name ?? code;
  return (
    <Section title={t('rounds.step_categories')} hint={t('rounds.categories_hint')}>
      <ItemList
        items={rules.categories}
        path="categories"
        label={t('rounds.step_categories')}
        title={(category) => category.name}
        summary={(category) => `${categoryWords(category)} · ${rubricName(category.rubric)}`}
        onChange={(categories) => edit((before) => ({ ...before, categories }))}
        addLabel={t('rounds.add_category')}
        blank={(): Category => ({
          code: freeCode(
            'HANG_MUC',
            rules.categories.map((category) => category.code),
          ),
          name: '',
          field: 'KINH_TE',
          subjectType: 'COLLECTIVE',
          rubric: rules.rubrics[0]?.code ?? '',
        })}
      >
        {(category, change, path) => (
          <>
            <TextField
              label={t('rounds.f_name')}
              path={`${path}.name`}
              value={category.name}
              onChange={(name) => change({ name })}
            />
            <div className={grid.grid}>
              <ChoiceField
                label={t('rounds.f_field')}
                path={`${path}.field`}
                value={category.field}
                options={fieldCodes.map((value) => ({ value, label: fieldName(value) }))}
                onChange={(field) => change({ field })}
              />
              <ChoiceField
                label={t('rounds.f_subjectType')}
                path={`${path}.subjectType`}
                value={category.subjectType}
                options={subjectTypes.map((value) => ({ value, label: subjectName(value) }))}
                onChange={(subjectType) => change({ subjectType })}
              />
              <ChoiceField
                label={t('rounds.f_rubric')}
                path={`${path}.rubric`}
                value={category.rubric}
                options={rubrics}
                onChange={(rubric) => change({ rubric })}
              />
            </div>
            <CodeField path={`${path}.code`} value={category.code} onChange={(code) => change({ code })} />
          </>
        )}
      </ItemList>
    </Section>
  );
}
