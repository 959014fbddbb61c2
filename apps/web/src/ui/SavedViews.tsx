import { useEffect, useRef, useState } from 'react';
import { ActionIcon, Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { IconBookmark, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call';
import type { Schema } from '../api/client';
import { t } from '../i18n';
import { ConfirmDialog } from './ConfirmDialog';
import css from './SavedViews.module.css';
import { useUrlState } from './useUrlState';

type View = Schema<'SavedViewAnswer'>;
type List = Schema<'SaveViewInput'>['list'];

/** Filters of this list that the reader keeps under a name; the default one holds when the list is opened bare. */
export function SavedViews({ list, keys }: { list: List; keys: readonly string[] }) {
  const queries = useQueryClient();
  const [address, change] = useUrlState();
  const [saving, setSaving] = useState(false);
  const [name, setName] = useState('');
  const [isDefault, setDefault] = useState(false);
  const key = ['saved-views', list];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => call<Schema<'SavedViewList'>>('GET', '/api/saved-views', { query: { list } }),
  });
  const present = Object.fromEntries(keys.flatMap((one) => (address[one] ? [[one, address[one]]] : [])));
  const bare = Object.keys(present).length === 0;
  const apply = (filter: Record<string, string>): void =>
    change(Object.fromEntries(keys.map((one) => [one, filter[one] || undefined])));
  const isShown = (view: View): boolean => keys.every((one) => (view.filter[one] ?? '') === (present[one] ?? ''));

  const opened = useRef(false);
  useEffect(() => {
    if (opened.current || !data) return;
    opened.current = true;
    const preset = data.items.find((view) => view.isDefault);
    // an address that somebody sent says itself what it shows
    if (preset && bare) apply(preset.filter);
  }, [data]);

  const items = data?.items ?? [];
  if (items.length === 0 && bare) return null;
  return (
    <div className={`${css.bar} dvk-no-print`} role="group" aria-label={t('common.views')}>
      {items.map((view) => (
        <span key={view.id} className={css.view} data-shown={isShown(view) || undefined}>
          <button type="button" className={css.name} aria-pressed={isShown(view)} onClick={() => apply(view.filter)}>
            {view.name}
          </button>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('common.view_remove', { name: view.name })}
            onClick={() =>
              void call('DELETE', `/api/saved-views/${view.id}`).then(() => queries.invalidateQueries({ queryKey: key }))
            }
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </span>
      ))}
      {!bare && !items.some(isShown) && (
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconBookmark size={18} aria-hidden />}
          onClick={() => setSaving(true)}
        >
          {t('common.view_save')}
        </Button>
      )}
      {!bare && (
        <Button variant="subtle" size="compact-md" onClick={() => apply({})}>
          {t('common.filters_clear')}
        </Button>
      )}
      <ConfirmDialog
        opened={saving}
        onClose={() => setSaving(false)}
        title={t('common.view_save')}
        confirmLabel={t('common.save')}
        disabled={name.trim() === ''}
        onConfirm={async () => {
          queries.setQueryData(
            key,
            await call('PUT', '/api/saved-views', { body: { list, name, filter: present, isDefault } }),
          );
          setName('');
          setDefault(false);
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('common.view_name')}
            description={t('common.view_name_hint')}
            required
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox
            label={t('common.view_default')}
            checked={isDefault}
            onChange={(event) => setDefault(event.currentTarget.checked)}
          />
        </Stack>
      </ConfirmDialog>
    </div>
  );
}
