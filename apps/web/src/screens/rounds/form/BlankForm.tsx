import { useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { t } from '../../../i18n';
import { BlankForms } from '../../../ui/BlankForms';
import { Section } from '../../../ui/Section';
import { useEditor } from '../editor';

/** The blank form of a category, as it is saved, to be written on by hand or in Word. */
export function BlankForm() {
  const { id } = useParams({ from: '/app/rounds/$id' });
  const { rules } = useEditor();
  const [category, setCategory] = useState(rules.categories[0]?.code ?? '');
  return (
    <Section title={t('forms.blank')} hint={t('forms.blank_hint')}>
      <NativeSelect
        label={t('forms.blank_category')}
        value={category}
        onChange={(event) => setCategory(event.currentTarget.value)}
        data={rules.categories.map(({ code, name }) => ({ value: code, label: name }))}
        mb="sm"
      />
      <BlankForms roundId={id} category={category} />
    </Section>
  );
}
