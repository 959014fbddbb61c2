import { Button, Textarea } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { t } from '../../i18n';
import css from './appraisal.module.css';
import type { ReturnList } from './useReturnList';

interface Props {
  part: string;
  name: string;
  list: ReturnList;
}

/** Beside the name of a part or criterion: puts it on the list of the return. Not there when it is on the list already. */
export function AskButton({ part, name, list }: Props) {
  if (list.textOf(part) !== undefined) return null;
  return (
    <Button
      className={`${css.ask} dvk-no-print`}
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<IconMessagePlus size={16} aria-hidden />}
      aria-label={t('appraisal.ask_of', { part: name })}
      onClick={() => list.add(part, true)}
    >
      {t('appraisal.ask')}
    </Button>
  );
}

/** What is to be completed in a part that is on the list. */
export function AskedText({ part, name, list }: Props) {
  const text = list.textOf(part);
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
        autoFocus={list.opened === part}
        value={text}
        onChange={(event) => list.change(part, event.currentTarget.value)}
      />
      <Button variant="subtle" color="gray" size="compact-sm" fw={400} mt={4} aria-label={t('appraisal.ask_remove_of', { part: name })} onClick={() => list.remove(part)}>
        {t('appraisal.ask_remove')}
      </Button>
    </div>
  );
}
