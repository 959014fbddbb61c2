import { NativeSelect } from '@mantine/core';
import { t } from '../../../i18n';
import { Section } from '../../../ui/Section';
import { useEditor } from '../editor';

/** How often recognised models are reported on until they are carried on; other numbers come by the API. */
const MONTHS = [1, 2, 3, 6, 12];

export function ReportMonths() {
  const { rules, readOnly, edit } = useEditor();
  const months = rules.progress?.everyMonths ?? 0;
  const options = [...new Set([...MONTHS, ...(months > 0 ? [months] : [])])].sort((a, b) => a - b);
  const words = (n: number): string => t('progress.every_months', { n });
  return (
    <Section title={t('progress.rule')} hint={t('progress.rule_hint')}>
      {readOnly ? (
        <p>{months > 0 ? words(months) : t('progress.rule_none')}</p>
      ) : (
        <NativeSelect
          label={t('progress.rule_label')}
          value={String(months)}
          onChange={(event) => {
            const everyMonths = Number(event.currentTarget.value);
            edit(({ progress: _before, ...rest }) => (everyMonths > 0 ? { ...rest, progress: { everyMonths } } : rest));
          }}
          data={[
            { value: '0', label: t('progress.rule_none') },
            ...options.map((n) => ({ value: String(n), label: words(n) })),
          ]}
        />
      )}
    </Section>
  );
}
