import '@mantine/dates/styles.css';
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

/** A day as `2026-02-05` (no time, no zone), typed or picked as 05/02/2026. */
export function DateField(props: Props) {
  const language = useLanguage();
  return (
    <DateInput
      {...props}
      locale={language}
      valueFormat="DD/MM/YYYY"
      placeholder="dd/mm/yyyy"
      dateParser={(text) => {
        const day = dayjs(text, ['DD/MM/YYYY', 'D/M/YYYY', 'D-M-YYYY', 'DDMMYYYY'], true);
        return day.isValid() ? day.format('YYYY-MM-DD') : null;
      }}
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
