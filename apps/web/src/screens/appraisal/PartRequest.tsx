import { Button, Textarea } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { t } from '../../i18n';
import css from './appraisal.module.css';
import type { PartKind, ReturnList } from './useReturnList';

interface Props {
  kind: PartKind;
  part: string;
  name: string;
  list: ReturnList;
}

/** Beside the name of a part, criterion or file: puts it on the list of the return. Not there when it is on the list already. */
export function AskButton({ kind, part, name, list }: Props) {
  if (list.textOf({ kind, part }) !== undefined) return null;
  return (
    <Button
      className={`${css.ask} dvk-no-print`}
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<IconMessagePlus size={16} aria-hidden />}
      aria-label={t(kind === 'FILE' ? 'review.ask_file_of' : 'appraisal.ask_of', { part: name })}
      onClick={() => list.add({ kind, part }, true)}
    >
      {kind === 'FILE' ? t('review.ask_file', { name }) : t('appraisal.ask')}
    </Button>
  );
}

/** What is to be completed in a part that is on the list. */
export function AskedText({ kind, part, name, list }: Props) {
  const text = list.textOf({ kind, part });
  if (text === undefined) return null;
  return (
    <div className={css.asked}>
      <Textarea
        label={t('appraisal.ask_text', { part: name })}
        description={t('appraisal.ask_hint')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        // Opened by the button that it takes the place of.
        autoFocus={list.isOpened({ kind, part })}
        value={text}
        onChange={(event) => list.change({ kind, part }, event.currentTarget.value)}
      />
      <Button variant="subtle" color="gray" size="compact-sm" fw={400} mt={4} aria-label={t('appraisal.ask_remove_of', { part: name })} onClick={() => list.remove({ kind, part })}>
        {t('appraisal.ask_remove')}
      </Button>
    </div>
  );
}

/** The files of one part or criterion, each with the way to ask for another. */
export function AskFiles({ files, list }: { files: readonly { id: string; name: string; caption: string }[]; list: ReturnList }) {
  if (files.length === 0) return null;
  return (
    <div className={css.ask_files}>
      {files.map((file) => {
        const place = { kind: 'FILE' as const, part: file.id, name: file.caption || file.name, list };
        return (
          <div key={file.id}>
            <AskButton {...place} />
            <AskedText {...place} />
          </div>
        );
      })}
    </div>
  );
}
