import { Button, Textarea } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { t } from '../../i18n';
import css from './appraisal.module.css';
import type { ReturnList } from './useReturnList';

/** Beside a part of the entry or a criterion: puts it on the list of the return, with what is to be completed. */
export function PartRequest({ part, name, list }: { part: string; name: string; list: ReturnList }) {
  const text = list.textOf(part);
  if (text === undefined)
    return (
      <div className={`${css.ask} dvk-no-print`}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconMessagePlus size={16} aria-hidden />}
          aria-label={t('appraisal.ask_of', { part: name })}
          onClick={() => list.add(part)}
        >
          {t('appraisal.ask')}
        </Button>
      </div>
    );
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
        autoFocus={text === ''}
        value={text}
        onChange={(event) => list.change(part, event.currentTarget.value)}
      />
      <Button variant="subtle" color="gray" size="compact-sm" mt={4} aria-label={t('appraisal.ask_remove_of', { part: name })} onClick={() => list.remove(part)}>
        {t('appraisal.ask_remove')}
      </Button>
    </div>
  );
}
