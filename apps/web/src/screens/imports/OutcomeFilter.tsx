import { Chip, Group } from '@mantine/core';
import { formatNumber, t } from '../../i18n';
import type { Import, Outcome } from './api';

export type Shown = Outcome | 'ALL';

/** Which rows are listed, with how many there are of each. */
export function OutcomeFilter(props: { counts: Import['counts']; value: Shown; onChange: (value: Shown) => void }) {
  const { counts, value, onChange } = props;
  const numbers: Record<Shown, number> = {
    ALL: counts.rows,
    REJECTED: counts.rejected,
    WARNED: counts.warned,
    ACCEPTED: counts.accepted - counts.warned,
    ALREADY: counts.already,
  };
  return (
    <Chip.Group value={value} onChange={(next) => onChange(next as Shown)}>
      <Group gap="xs" role="radiogroup" aria-label={t('imports.filter')} my="sm">
        {(['ALL', 'REJECTED', 'WARNED', 'ACCEPTED', 'ALREADY'] as const)
          .filter((one) => one === 'ALL' || numbers[one] > 0)
          .map((one) => (
            <Chip key={one} value={one}>
              {t(`imports.outcome_${one}`, { n: formatNumber(numbers[one]) })}
            </Chip>
          ))}
      </Group>
    </Chip.Group>
  );
}
