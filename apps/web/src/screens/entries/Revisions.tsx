import { useState } from 'react';
import { Button, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { asProblem } from '../../api/problem';
import { formatDateTime, t } from '../../i18n';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import type { Entry, Revision, RevisionItem } from './api';
import { EntryContent } from './EntryContent';
import css from './EntryScreen.module.css';

/** Every version that was submitted; each stays as it was. */
export function Revisions({ entry }: { entry: Entry }) {
  const [opened, setOpened] = useState<number | null>(null);
  const list = useQuery({
    queryKey: ['entry', entry.id, 'revisions'],
    queryFn: () => call<{ items: RevisionItem[] }>('GET', `/api/entries/${entry.id}/revisions`),
    enabled: entry.revisionNo > 0,
  });
  if (entry.revisionNo === 0) return null;
  return (
    <Section title={t('entries.revisions')} hint={t('entries.revisions_hint')}>
      {list.error && <ProblemAlert problem={asProblem(list.error)} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeletons rows={2} />}
      <ul className={css.revisions}>
        {list.data?.items.map((item) => (
          <li key={item.no}>
            <span>
              <strong>{t('entries.revision_no', { n: item.no })}</strong>
              <span className={css.dim}>
                {[formatDateTime(item.submittedAt), item.submittedBy].filter(Boolean).join(' · ')}
              </span>
              <span className={css.hash}>{t('entries.hash', { hash: item.contentHash.slice(0, 16) })}</span>
            </span>
            <Button
              variant="default"
              onClick={() => setOpened(item.no)}
              aria-label={t('entries.revision_view_n', { n: item.no })}
            >
              {t('entries.revision_view')}
            </Button>
          </li>
        ))}
      </ul>
      <Modal
        opened={opened !== null}
        onClose={() => setOpened(null)}
        size="52rem"
        title={<Text fw={600}>{opened === null ? '' : t('entries.revision_no', { n: opened })}</Text>}
      >
        {opened !== null && <OneRevision entry={entry} no={opened} />}
      </Modal>
    </Section>
  );
}

function OneRevision({ entry, no }: { entry: Entry; no: number }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['entry', entry.id, 'revision', no],
    queryFn: () => call<Revision>('GET', `/api/entries/${entry.id}/revisions/${no}`),
    staleTime: Infinity,
  });
  if (error) return <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeletons rows={5} />;
  return (
    <>
      <Text fw={600} size="xl">
        {data.title}
      </Text>
      <Text c="dimmed" mb="lg">
        {data.subjectName} · {formatDateTime(data.submittedAt)}
      </Text>
      <EntryContent entry={entry} shown={data} />
    </>
  );
}
