import '@mantine/dates/styles.css';
import { useState } from 'react';
import { DateInput, DateTimePicker } from '@mantine/dates';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { inVietnam, t, useLanguage, zone } from '../i18n';

dayjs.extend(customParseFormat);

interface Props {
  label: string;
  description?: string;
  value: string | null;
  onChange: (value: string | null) => void;
  error?: string | undefined;
  required?: boolean;
  disabled?: boolean;
  /** Days as `2026-02-05`. */
  minDate?: string;
  maxDate?: string;
}

/** `5/2/2026` as `2026-02-05`; null when there is no such day. */
function parsed(text: string): string | null {
  const day = dayjs(text.trim(), ['DD/MM/YYYY', 'D/M/YYYY', 'D-M-YYYY', 'DDMMYYYY'], true);
  return day.isValid() ? day.format('YYYY-MM-DD') : null;
}

/** A day as `2026-02-05` (no time, no zone), typed or picked as 05/02/2026. */
export function DateField(props: Props) {
  const language = useLanguage();
  const [refused, setRefused] = useState<string | null>(null);
  const { minDate, maxDate } = props;

  /** A day that cannot stand is said beside the field; the one that stood there before does not come back unseen. */
  function left(text: string): void {
    const day = parsed(text);
    const wrong =
      text.trim() !== '' &&
      (day === null || (minDate !== undefined && day < minDate) || (maxDate !== undefined && day > maxDate));
    setRefused(wrong ? text.trim() : null);
    if (wrong) props.onChange(null);
  }

  return (
    <DateInput
      {...props}
      error={props.error ?? (refused === null ? undefined : t('common.day_refused', { text: refused }))}
      onChange={(day) => {
        if (day !== null) setRefused(null);
        props.onChange(day);
      }}
      onBlur={(event) => left(event.currentTarget.value)}
      locale={language}
      valueFormat="DD/MM/YYYY"
      placeholder="dd/mm/yyyy"
      dateParser={parsed}
      clearable={!props.required}
      clearButtonProps={{ 'aria-label': `${t('common.remove')}: ${props.label}` }}
    />
  );
}

/** A moment as ISO in UTC, picked on the clock of Vietnam. */
export function DateTimeField({ value, onChange, ...props }: Props) {
  const language = useLanguage();
  return (
    <DateTimePicker
      {...props}
      locale={language}
      valueFormat="DD/MM/YYYY HH:mm"
      placeholder="dd/mm/yyyy hh:mm"
      value={value === null ? null : inVietnam(value).format('YYYY-MM-DD HH:mm:ss')}
      onChange={(local) => onChange(local === null ? null : dayjs.tz(local, zone).toISOString())}
      clearable={!props.required}
      clearButtonProps={{ 'aria-label': `${t('common.remove')}: ${props.label}` }}
    />
  );
}
