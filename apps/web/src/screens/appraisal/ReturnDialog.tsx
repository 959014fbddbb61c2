import { Button, NativeSelect, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { formatNumber, inVietnam, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DateField } from '../../ui/DateField';
import css from './appraisal.module.css';
import { type Appraisal, type Entry, type LeafCriterion, returnEntry } from './api';
import type { ReturnList } from './useReturnList';

interface Props {
  opened: boolean;
  onClose: () => void;
  entry: Entry;
  appraisal: Appraisal;
  leaves: readonly LeafCriterion[];
  list: ReturnList;
  /** Before sending: what is still being saved. */
  settle: () => Promise<unknown>;
  onDone: () => Promise<void>;
}

const dayFromNow = (days: number): string => inVietnam(Date.now()).add(days, 'day').format('YYYY-MM-DD');

/** One consolidated return: the list as the unit will get it, the deadline, and what follows. */
export function ReturnDialog({ opened, onClose, entry, appraisal, leaves, list, settle, onDone }: Props) {
  const [day, setDay] = useState<string | null>(() => dayFromNow(appraisal.returnDays));
  const free = (code: string): boolean => list.textOf(code) === undefined;
  const fields = entry.form.filter(({ code }) => free(code));
  const criteria = leaves.filter(({ code }) => free(code) && !entry.form.some((field) => field.code === code));
  const nameOf = (code: string): string => entry.form.find((field) => field.code === code)?.label ?? leaves.find((leaf) => leaf.code === code)?.name ?? code;
  const left = appraisal.returnsLeft;
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('appraisal.return_title')}
      consequences={[
        t('appraisal.return_goes', { unit: entry.unitName }),
        t('appraisal.return_again'),
        ...(left === null || left === 0 ? [] : [left === 1 ? t('appraisal.return_counts_last') : t('appraisal.return_counts', { n: formatNumber(left - 1) })]),
      ]}
      confirmLabel={t('appraisal.return')}
      disabled={list.items.length === 0 || list.items.some(({ text }) => text.trim() === '') || day === null}
      onConfirm={async () => {
        await settle();
        await returnEntry(entry.id, {
          version: appraisal.entryVersion,
          items: list.items.map(({ part, text }) => ({ part, text: text.trim() })),
          // The whole day on the clock of Vietnam, which has no summer time.
          deadline: new Date(`${day}T23:59:59+07:00`).toISOString(),
        });
        list.clear();
        await onDone();
      }}
    >
      <Text mb="sm">{list.items.length > 0 ? t('appraisal.return_intro') : t('appraisal.return_none')}</Text>
      <ol className={css.return_items}>
        {list.items.map(({ part, text }, index) => (
          <li key={part}>
            <Textarea
              label={t('appraisal.return_item', { n: index + 1, part: nameOf(part) })}
              autosize
              minRows={2}
              maxRows={8}
              maxLength={2000}
              autoFocus={text === ''}
              value={text}
              placeholder={t('appraisal.return_text_missing')}
              onChange={(event) => list.change(part, event.currentTarget.value)}
            />
            <Button variant="subtle" color="gray" size="compact-sm" fw={400} aria-label={t('appraisal.ask_remove_of', { part: nameOf(part) })} onClick={() => list.remove(part)}>
              {t('appraisal.ask_remove')}
            </Button>
          </li>
        ))}
      </ol>
      <NativeSelect
        label={t('appraisal.return_add')}
        mb="md"
        value=""
        onChange={(event) => event.currentTarget.value && list.add(event.currentTarget.value)}
        data={[
          { value: '', label: t('appraisal.return_add_pick') },
          ...(fields.length > 0 ? [{ group: t('appraisal.group_parts'), items: fields.map(({ code, label }) => ({ value: code, label })) }] : []),
          ...(criteria.length > 0 ? [{ group: t('appraisal.group_criteria'), items: criteria.map(({ code, name }) => ({ value: code, label: name })) }] : []),
        ]}
      />
      <div className={css.return_day}>
        <DateField
          label={t('appraisal.return_deadline')}
          description={t('appraisal.return_deadline_hint', { n: appraisal.returnDays })}
          value={day}
          onChange={setDay}
          minDate={dayFromNow(0)}
          maxDate={dayFromNow(appraisal.returnDays)}
          required
        />
      </div>
    </ConfirmDialog>
  );
}
