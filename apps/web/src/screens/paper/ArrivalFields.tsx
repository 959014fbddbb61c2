import { Textarea } from '@mantine/core';
import { today, t } from '../../i18n';
import { DateField } from '../../ui/DateField';

export interface Arrival {
  /** Days as `2026-02-05`. */
  receivedOn: string | null;
  postmarkOn: string | null;
  note: string;
}

/** When the paper came, and what is to be said about it. */
export function ArrivalFields({
  value,
  onChange,
  errorOf,
}: {
  value: Arrival;
  onChange: (value: Arrival) => void;
  errorOf: (field: keyof Arrival) => string | undefined;
}) {
  return (
    <>
      <DateField
        label={t('paper.received')}
        required
        maxDate={today()}
        value={value.receivedOn}
        onChange={(receivedOn) => onChange({ ...value, receivedOn })}
        error={errorOf('receivedOn')}
      />
      <DateField
        label={t('paper.postmark')}
        description={t('paper.postmark_hint')}
        maxDate={value.receivedOn ?? today()}
        value={value.postmarkOn}
        onChange={(postmarkOn) => onChange({ ...value, postmarkOn })}
        error={errorOf('postmarkOn')}
      />
      <Textarea
        label={t('paper.note')}
        description={t('paper.note_hint')}
        autosize
        minRows={2}
        maxLength={2000}
        value={value.note}
        onChange={(event) => onChange({ ...value, note: event.currentTarget.value })}
        error={errorOf('note')}
      />
    </>
  );
}
