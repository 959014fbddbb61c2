import { useState } from 'react';
import { t, textOf } from '../../i18n';
import { fieldName, type RoundDetail, subjectName } from './api';
import { ChoiceCards } from './ChoiceCards';

type Category = RoundDetail['rules']['categories'][number];

/** The category of an entry in two questions: in which field, and who is put forward. */
export function CategoryChoice({
  categories,
  value,
  onChange,
  error,
}: {
  categories: Category[];
  /** Code of the category; empty while one of the answers is missing. */
  value: string;
  onChange: (code: string) => void;
  error: string | undefined;
}) {
  const chosen = categories.find((one) => one.code === value);
  const [field, setField] = useState(chosen?.field ?? '');
  const [subject, setSubject] = useState<string>(chosen?.subjectType ?? '');
  const fields = [...new Set(categories.map((one) => one.field))];
  const subjects = categories.filter((one) => one.field === field);

  function choose(nextField: string, nextSubject: string): void {
    const among = categories.filter((one) => one.field === nextField);
    const found = among.find((one) => one.subjectType === nextSubject) ?? (among.length === 1 ? among[0] : undefined);
    setField(nextField as Category['field']);
    setSubject(found?.subjectType ?? '');
    onChange(found?.code ?? '');
  }

  return (
    <>
      <ChoiceCards
        legend={t('entries.field')}
        name="field"
        columns
        value={field}
        onChange={(next) => choose(next, subject)}
        error={field === '' ? error : undefined}
        options={fields.map((code) => ({
          value: code,
          label: fieldName(code),
          hint: textOf(`entries.field_hint_${code}`),
        }))}
      />
      {field !== '' && (
        <ChoiceCards
          legend={t('entries.subject')}
          name="subject"
          columns
          value={subject}
          onChange={(next) => choose(field, next)}
          error={error}
          options={subjects.map(({ subjectType }) => ({
            value: subjectType,
            label: subjectName(subjectType),
            hint: textOf(`entries.subject_hint_${subjectType}`),
          }))}
        />
      )}
    </>
  );
}
