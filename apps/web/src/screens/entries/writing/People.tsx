import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call';
import { asProblem } from '../../../api/problem';
import { formatDate, t } from '../../../i18n';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { ProblemAlert, useProblem } from '../../../ui/ProblemAlert';
import { Section } from '../../../ui/Section';
import type { Entry } from '../api';
import type { Collaborator, Collaborators, Person } from './api';
import css from './Writing.module.css';

/** Whom the unit has let into this entry, and for its writers: letting others in. */
export function People({ entry }: { entry: Entry }) {
  const queries = useQueryClient();
  const key = ['entry', entry.id, 'collaborators'];
  const path = `/api/entries/${entry.id}/collaborators`;
  const { data } = useQuery({ queryKey: key, queryFn: () => call<Collaborators>('GET', path), enabled: entry.isDraft });
  const [removing, setRemoving] = useState<Collaborator | null>(null);
  const { problem, run, busy } = useProblem();
  if (!data || (!data.mayShare && data.items.length === 0)) return null;
  // Taking a right away is always possible, giving one only while the entry is written.
  const mayAdd = data.mayShare && ['DRAFT', 'RETURNED'].includes(entry.state);
  const put = (person: Person, right: string) =>
    run(async () => {
      await call('PUT', `${path}/${person.accountId}`, { body: { right } });
      await queries.invalidateQueries({ queryKey: key });
    });
  return (
    <Section title={t('writing.people')} hint={t('writing.people_hint')}>
      <ProblemAlert problem={problem} />
      {data.items.length === 0 && <p className={css.dim}>{t('writing.people_none')}</p>}
      <ul className={css.persons}>
        {data.items.map((person) => (
          <li key={person.accountId}>
            <Who
              person={person}
              note={t('writing.people_added', { by: person.addedBy, at: formatDate(person.addedAt) })}
            />
            {data.mayShare ? (
              <div className={css.buttons}>
                <NativeSelect
                  aria-label={t('writing.right_of', { name: person.name })}
                  value={person.right}
                  disabled={busy || !mayAdd}
                  onChange={(event) => void put(person, event.currentTarget.value)}
                  data={(['READ', 'WRITE'] as const).map((value) => ({ value, label: t(`writing.right_${value}`) }))}
                />
                <Button
                  variant="subtle"
                  color="red"
                  aria-label={t('writing.people_remove_of', { name: person.name })}
                  onClick={() => setRemoving(person)}
                >
                  {t('writing.people_remove')}
                </Button>
              </div>
            ) : (
              <span>{t(`writing.right_${person.right}`)}</span>
            )}
          </li>
        ))}
      </ul>
      {mayAdd && <Find entry={entry} known={data.items} busy={busy} onAdd={put} />}
      <ConfirmDialog
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('writing.people_remove_title', { name: removing?.name ?? '' })}
        consequences={[t('writing.people_remove_1')]}
        confirmLabel={t('writing.people_remove')}
        danger
        onConfirm={async () => {
          await call('DELETE', `${path}/${removing?.accountId ?? ''}`);
          await queries.invalidateQueries({ queryKey: key });
        }}
      />
    </Section>
  );
}

function Who({ person, note }: { person: Person; note?: string }) {
  return (
    <div>
      <strong>{person.name}</strong>
      <span className={css.dim}>{[person.title, person.unitName, note].filter(Boolean).join(' · ')}</span>
    </div>
  );
}

function Find({
  entry,
  known,
  busy,
  onAdd,
}: {
  entry: Entry;
  known: readonly Person[];
  busy: boolean;
  onAdd: (person: Person, right: string) => Promise<unknown>;
}) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 300);
  const { data, error } = useQuery({
    queryKey: ['entry', entry.id, 'people', q],
    queryFn: () => call<{ items: Person[] }>('GET', `/api/entries/${entry.id}/people`, { query: { q } }),
    enabled: q.length >= 2,
  });
  const found = data?.items.filter(({ accountId }) => !known.some((one) => one.accountId === accountId)) ?? [];
  return (
    <>
      <TextInput
        label={t('writing.people_find')}
        description={t('writing.people_find_hint')}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {error && <ProblemAlert problem={asProblem(error)} />}
      {q.length >= 2 && data && found.length === 0 && <p className={css.dim}>{t('writing.people_not_found')}</p>}
      <ul className={css.persons}>
        {(q.length >= 2 ? found : []).map((person) => (
          <li key={person.accountId}>
            <Who person={person} />
            <div className={css.buttons}>
              {(['READ', 'WRITE'] as const).map((right) => (
                <Button
                  key={right}
                  variant="default"
                  disabled={busy}
                  aria-label={`${t(right === 'READ' ? 'writing.people_add_read' : 'writing.people_add_write')}: ${person.name}`}
                  onClick={() => void onAdd(person, right).then(() => setTyped(''))}
                >
                  {t(right === 'READ' ? 'writing.people_add_read' : 'writing.people_add_write')}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
