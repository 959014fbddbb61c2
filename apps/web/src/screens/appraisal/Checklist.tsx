import { Button, Radio, Textarea } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../i18n';
import type { ChecklistItem } from './api';
import css from './appraisal.module.css';

type Mark = { ok: boolean | null; note: string };

interface Props {
  items: readonly ChecklistItem[];
  marks: Readonly<Record<string, Mark>>;
  /** Left out: for reading only. */
  onChange?: (code: string, change: Partial<Mark>) => void;
}

/** The checklist of the stage: met, not met, and a note where it is needed. */
export function Checklist({ items, marks, onChange }: Props) {
  if (items.length === 0) return <p className={css.dim}>{t('appraisal.check_none')}</p>;
  return (
    <ol className={css.checks}>
      {items.map((item) => {
        const mark = marks[item.code] ?? { ok: null, note: '' };
        return (
          <li key={item.code} className={css.check} data-ok={mark.ok ?? 'open'} id={onChange && `check-${item.code}`}>
            {onChange ? <EditedCheck item={item} mark={mark} onChange={(change) => onChange(item.code, change)} /> : <ReadCheck item={item} mark={mark} />}
          </li>
        );
      })}
    </ol>
  );
}

function EditedCheck({ item, mark, onChange }: { item: ChecklistItem; mark: Mark; onChange: (change: Partial<Mark>) => void }) {
  const [noting, setNoting] = useState(false);
  return (
    <>
      <Radio.Group label={item.text} value={mark.ok === null ? '' : String(mark.ok)} onChange={(value) => onChange({ ok: value === 'true' })}>
        <div className={css.check_choices}>
          <Radio value="true" label={t('appraisal.check_ok')} color="green" />
          <Radio value="false" label={t('appraisal.check_not_ok')} color="red" />
          {!noting && mark.note === '' && mark.ok !== false && (
            <Button variant="subtle" color="gray" size="compact-sm" fw={400} aria-label={t('appraisal.check_note', { item: item.text })} onClick={() => setNoting(true)}>
              {t('appraisal.check_note_add')}
            </Button>
          )}
        </div>
      </Radio.Group>
      {(noting || mark.note !== '' || mark.ok === false) && (
        <Textarea
          mt={6}
          aria-label={t('appraisal.check_note', { item: item.text })}
          placeholder={t('appraisal.check_note_add')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={1000}
          autoFocus={noting}
          value={mark.note}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function ReadCheck({ item, mark }: { item: ChecklistItem; mark: Mark }) {
  const Icon = mark.ok === null ? IconCircleDashed : mark.ok ? IconCircleCheck : IconCircleX;
  return (
    <div className={css.check_read}>
      <Icon size={20} aria-hidden />
      <div>
        {item.text}
        <span className={css.check_word}>{t(mark.ok === null ? 'appraisal.check_open' : mark.ok ? 'appraisal.check_ok' : 'appraisal.check_not_ok')}</span>
        {mark.note && <span className={css.note}>{mark.note}</span>}
      </div>
    </div>
  );
}
