import { useState } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormField, READY_FIELDS } from '@app/forms';
import { t } from '../../../i18n';
import { withoutMarks } from '../../../i18n/marks';
import css from './form-designer.module.css';
import { typeName } from './words';

interface Props {
  opened: boolean;
  /** The form as it is. */
  form: readonly FormField[];
  onClose: () => void;
  onAdd: (field: FormField) => void;
}

const groups = [...new Set(READY_FIELDS.map(({ group }) => group))];

/** Ready fields of real registration forms, with their help and example. */
export function FieldLibrary({ opened, form, onClose, onAdd }: Props) {
  const [wanted, setWanted] = useState('');
  const found = READY_FIELDS.filter(({ field }) =>
    withoutMarks(`${field.label} ${field.help ?? ''}`).includes(withoutMarks(wanted.trim())),
  );
  return (
    <Modal opened={opened} onClose={onClose} size="xl" title={<strong>{t('forms.library_title')}</strong>}>
      <p className={css.hint}>{t('forms.library_hint')}</p>
      <TextInput
        label={t('forms.library_search')}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        mb="md"
      />
      {groups
        .filter((group) => found.some((each) => each.group === group))
        .map((group) => (
          <section key={group}>
            <h3 className={css.library_group}>{t(`forms.group_${group}`)}</h3>
            <ul className={css.library}>
              {found
                .filter((each) => each.group === group)
                .map(({ field }) => {
                  const there = form.find(({ code }) => code === field.code);
                  // A template may ask for the same in another way: as a paragraph instead of a table.
                  const same = there?.type === field.type;
                  return (
                    <li key={field.code}>
                      <div>
                        <strong>{field.label}</strong>
                        <p className={css.hint}>
                          {typeName(field.type)}
                          {field.columns && ` (${field.columns.map((column) => column.label).join(', ')})`} ·{' '}
                          {field.help}
                        </p>
                      </div>
                      <Button
                        variant="default"
                        disabled={same}
                        aria-label={
                          same
                            ? undefined
                            : t(there ? 'forms.library_replace_of' : 'forms.library_add_of', { name: field.label })
                        }
                        leftSection={there ? undefined : <IconPlus size={18} aria-hidden />}
                        onClick={() => onAdd(structuredClone(field))}
                      >
                        {t(same ? 'forms.library_there' : there ? 'forms.library_replace' : 'forms.library_add')}
                      </Button>
                    </li>
                  );
                })}
            </ul>
          </section>
        ))}
    </Modal>
  );
}
