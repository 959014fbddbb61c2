import { useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { t } from '../../../i18n';
import { Section } from '../../../ui/Section';
import { useEditor } from '../editor';
import css from './form-designer.module.css';

const papers = [
  ['registration', 'docx'],
  ['registration', 'pdf'],
  ['report', 'docx'],
  ['report', 'pdf'],
] as const;

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
      <div className={css.buttons}>
        {papers.map(([kind, format]) => (
          <Button
            key={`${kind}.${format}`}
            component="a"
            variant="default"
            download
            href={`/api/rounds/${id}/form.${format}?category=${encodeURIComponent(category)}&kind=${kind}`}
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t(`forms.${kind}_${format}`)}
          </Button>
        ))}
      </div>
    </Section>
  );
}
