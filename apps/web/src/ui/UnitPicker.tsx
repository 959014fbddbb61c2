import { useEffect, useState } from 'react';
import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, ok, type Schema } from '../api/client';
import { t } from '../i18n';

export type PickedUnit = Pick<Schema<'UnitAnswer'>, 'id' | 'name' | 'parentName' | 'kind' | 'level'>;

interface Props {
  label: string;
  value: string | null;
  onChange: (id: string | null, unit: PickedUnit | null) => void;
  description?: string;
  placeholder?: string;
  error?: string | undefined;
  required?: boolean;
  disabled?: boolean;
  /** Only this unit and all below it. */
  within?: string | undefined;
  level?: PickedUnit['level'];
  kind?: PickedUnit['kind'];
  /** Only units that exist on this day (yyyy-mm-dd); without it today. */
  asOf?: string;
}

/**
 * Finds a unit by part of its name, without marks, or by its code. The unit above stands under the name: there are
 * many places called "Ấp 1".
 */
export function UnitPicker({ value, onChange, within, level, kind, asOf, required, ...input }: Props) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<PickedUnit | null>(null);
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const isName = chosen !== null && wanted === chosen.name;
  const found = useQuery({
    queryKey: ['units', 'pick', isName ? '' : wanted, within, level, kind, asOf],
    queryFn: () =>
      ok(api.GET('/api/units', { params: { query: { q: isName ? '' : wanted, within, level, kind, asOf } } })),
    placeholderData: keepPreviousData,
  });
  // The name of a unit that was chosen before this screen was opened.
  const given = useQuery({
    queryKey: ['unit', value],
    queryFn: () => ok(api.GET('/api/units/{id}', { params: { path: { id: value ?? '' } } })),
    enabled: value !== null && chosen?.id !== value,
  });
  useEffect(() => {
    if (value !== null && given.data && given.data.id === value && chosen?.id !== value) {
      setChosen(given.data);
      setSearch(given.data.name);
    }
    if (value === null && chosen) setChosen(null);
  }, [chosen, given.data, value]);

  const units = new Map<string, PickedUnit>((found.data?.items ?? []).map((unit) => [unit.id, unit]));
  if (chosen && chosen.id === value) units.set(chosen.id, chosen);
  return (
    <Select
      {...input}
      required={required}
      description={
        chosen?.parentName
          ? t('admin.below_unit', { name: chosen.parentName })
          : (input.description ?? t('common.search_hint'))
      }
      data={[...units.values()].map((unit) => ({ value: unit.id, label: unit.name }))}
      // The server has searched already; names without marks would be lost by a second search here.
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <span>
          {option.label}
          <Text span display="block" size="sm" c="dimmed">
            {units.get(option.value)?.parentName}
          </Text>
        </span>
      )}
      nothingFoundMessage={found.isPending ? t('common.loading') : t('common.list_none_match')}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      clearable={!required}
      clearButtonProps={{ 'aria-label': t('common.remove') }}
      value={value}
      maxDropdownHeight={320}
      onChange={(id) => {
        const unit = id === null ? null : (units.get(id) ?? null);
        setChosen(unit);
        onChange(id, unit);
      }}
    />
  );
}
