import { Button, NativeSelect, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { formatNumber, inVietnam, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DateField } from '../../ui/DateField';
import css from './appraisal.module.css';
import { type Appraisal, type Entry, type LeafCriterion, returnEntry } from './api';
import { keyOf, type ReturnList, type ReturnPart } from './useReturnList';

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
  const groups = partsOf(entry, leaves);
  const nameOf = (item: ReturnPart): string => groups.flatMap(({ parts }) => parts).find((one) => keyOf(one) === keyOf(item))?.name ?? item.part;
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
          items: list.items.map(({ kind, part, text }) => ({ kind, part, text: text.trim() })),
          // The whole day on the clock of Vietnam, which has no summer time.
          deadline: new Date(`${day}T23:59:59+07:00`).toISOString(),
        });
        list.clear();
        await onDone();
      }}
    >
      <Text mb="sm">{list.items.length > 0 ? t('appraisal.return_intro') : t('appraisal.return_none')}</Text>
      <ol className={css.return_items}>
        {list.items.map((item, index) => (
          <li key={keyOf(item)}>
            <Textarea
              label={t('appraisal.return_item', { n: index + 1, part: nameOf(item) })}
              autosize
              minRows={2}
              maxRows={8}
              maxLength={2000}
              autoFocus={item.text === ''}
              value={item.text}
              placeholder={t('appraisal.return_text_missing')}
              onChange={(event) => list.change(item, event.currentTarget.value)}
            />
            <Button variant="subtle" color="gray" size="compact-sm" fw={400} aria-label={t('appraisal.ask_remove_of', { part: nameOf(item) })} onClick={() => list.remove(item)}>
              {t('appraisal.ask_remove')}
            </Button>
          </li>
        ))}
      </ol>
      <NativeSelect
        label={t('appraisal.return_add')}
        mb="md"
        value=""
        onChange={(event) => {
          const picked = groups.flatMap(({ parts }) => parts).find((one) => keyOf(one) === event.currentTarget.value);
          if (picked) list.add(picked);
        }}
        data={[
          { value: '', label: t('appraisal.return_add_pick') },
          ...groups.flatMap(({ group, parts }) => {
            const free = parts.filter((one) => list.textOf(one) === undefined);
            return free.length > 0 ? [{ group, items: free.map((one) => ({ value: keyOf(one), label: one.name })) }] : [];
          }),
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

/** Everything that an item can point at. */
function partsOf(entry: Entry, leaves: readonly LeafCriterion[]): { group: string; parts: (ReturnPart & { name: string })[] }[] {
  return [
    { group: t('appraisal.group_parts'), parts: entry.form.map(({ code, label }) => ({ kind: 'FIELD', part: code, name: label })) },
    { group: t('appraisal.group_criteria'), parts: leaves.map(({ code, name }) => ({ kind: 'CRITERION', part: code, name })) },
    { group: t('review.group_files'), parts: entry.evidence.map(({ id, name, caption }) => ({ kind: 'FILE', part: id, name: caption || name })) },
  ];
}
