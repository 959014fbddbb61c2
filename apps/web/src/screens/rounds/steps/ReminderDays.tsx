import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { t } from '../../../i18n';
import { Section } from '../../../ui/Section';
import { useEditor } from '../editor';
import { Shown } from '../fields';
import grid from '../Grid.module.css';

/** What holds while the rules say nothing; the same as on the server. */
const usual = { before: [7, 3, 1], after: [1, 3, 7] };

/** On which days before and after a deadline people are reminded. */
export function ReminderDays() {
  const { rules, edit } = useEditor();
  const days = rules.reminders ?? usual;
  const set = (part: Partial<typeof usual>): void =>
    edit((before) => ({ ...before, reminders: { ...(before.reminders ?? usual), ...part } }));
  return (
    <Section title={t('messages.reminders')} hint={t('messages.reminders_hint')}>
      <div className={grid.grid}>
        <Days
          label={t('messages.reminders_before')}
          path="reminders.before"
          value={days.before}
          onChange={(before) => set({ before })}
        />
        <Days
          label={t('messages.reminders_after')}
          path="reminders.after"
          value={days.after}
          onChange={(after) => set({ after })}
        />
      </div>
    </Section>
  );
}

interface Props {
  label: string;
  path: string;
  value: number[];
  onChange: (days: number[]) => void;
}

function Days({ label, path, value, onChange }: Props) {
  const { readOnly, error } = useEditor();
  const [text, setText] = useState(value.join(', '));
  if (readOnly) return <Shown label={label} value={value.join(', ') || '–'} />;
  return (
    <TextInput
      label={label}
      value={text}
      inputMode="numeric"
      error={parse(text) ? error(path) : t('messages.reminders_wrong')}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const days = parse(event.currentTarget.value);
        if (days) onChange(days);
      }}
    />
  );
}

/** '7, 3, 1' → [7, 3, 1]; null for what is no list of at most five days from 1 to 60. */
function parse(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  const days = parts.map(Number);
  return days.length <= 5 && days.every((day) => Number.isInteger(day) && day >= 1 && day <= 60) ? days : null;
}
