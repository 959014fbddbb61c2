import { Modal, Text } from '@mantine/core';
import { t } from '../../../i18n';
import type { Entry, Evidence } from '../api';
import { EntryContent } from '../EntryContent';
import type { EntryDraft } from './model';

/** The text as it stands now, in the very layout in which judges read it. */
export function Preview({
  entry,
  draft,
  files,
  opened,
  onClose,
}: {
  entry: Entry;
  draft: EntryDraft;
  files: Evidence[];
  opened: boolean;
  onClose: () => void;
}) {
  return (
    <Modal opened={opened} onClose={onClose} size="52rem" title={<Text fw={600}>{t('entries.preview_title')}</Text>}>
      <Text fw={600} size="xl">
        {draft.title}
      </Text>
      <Text c="dimmed" mb="lg">
        {draft.subjectName} · {entry.unitName} · {entry.category.name}
      </Text>
      <EntryContent entry={entry} shown={{ ...draft, evidence: files }} />
    </Modal>
  );
}
