import { Alert, Button, Checkbox, Group, Textarea } from '@mantine/core';
import { IconArrowDown, IconCircle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { formatDate, t } from '../../../i18n';
import { Deadline } from '../../../ui/Deadline';
import { SaveState } from '../../../ui/SaveState';
import type { EntryReturn } from '../api';
import css from './Editor.module.css';
import { goTo } from './model';
import type { Answers } from './useAnswers';

interface Props {
  request: EntryReturn;
  answers: Answers;
  /** Who submits; others write the answers for them. */
  submits: boolean;
}

type Item = EntryReturn['items'][number];

/** What the officer asks for, one by one: where it is mended, and what was done about it; kept on the server while typing. */
export function ReturnChecklist({ request, answers, submits }: Props) {
  const all = request.items.length;
  const done = request.items.filter((_, index) => answers.of(index).text.trim() !== '').length;
  return (
    <section id="section-return" className={css.returned} aria-labelledby="return-title" tabIndex={-1}>
      <h2 id="return-title" className={css.returned_title}>
        {t('entries.return_title', { unit: request.returnedByUnit })}
      </h2>
      <p className={css.returned_lead}>
        {t('entries.return_lead', { at: formatDate(request.returnedAt), n: all })} <Deadline at={request.deadline} />
      </p>
      <ol className={css.items}>
        {request.items.map((item, index) => (
          <OneItem key={index} item={item} index={index} answers={answers} />
        ))}
      </ol>
      <p className={css.returned_lead} role="status">
        {t('entries.return_done', { n: done, all })} {!submits && t('review.answer_for_head')}
      </p>
      <SaveState status={answers.status} savedAt={answers.savedAt} />
    </section>
  );
}

function OneItem({ item, index, answers }: { item: Item; index: number; answers: Answers }) {
  const { text, done } = answers.of(index);
  const by = answers.savedBy(index);
  const conflict = answers.conflictOf(index);
  const written = text.trim() !== '';
  const Icon = !written ? IconCircle : done ? IconCircleCheck : IconCircleDashed;
  return (
    <li id={`return-${index}`} className={css.item} tabIndex={-1}>
      <Icon size={22} aria-hidden className={written ? css.done : css.open} />
      <div className={css.item_body}>
        <p className={css.item_text}>{item.text}</p>
        <Button
          variant="subtle"
          size="compact-md"
          className={css.to_part}
          rightSection={<IconArrowDown size={16} aria-hidden />}
          onClick={() => goTo(placeOf(item))}
        >
          {t(item.partKind === 'FILE' ? 'review.to_file' : 'entries.return_to', { name: item.partName })}
        </Button>
        <Textarea
          label={t('entries.return_answer_n', { n: index + 1 })}
          description={t('review.answer_hint')}
          required
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={text}
          onChange={(event) => answers.change(index, { text: event.currentTarget.value })}
        />
        <Checkbox
          mt="xs"
          label={t('review.answer_done', { n: index + 1 })}
          checked={done}
          onChange={(event) => answers.change(index, { done: event.currentTarget.checked })}
        />
        {by && <p className={css.dim}>{t('review.answer_by', { name: by })}</p>}
        {conflict && (
          <Alert color="amber" role="alert" mt="xs" title={t('review.answer_conflict', { name: conflict.theirs.savedBy ?? '' })}>
            <p className={css.item_text}>{conflict.theirs.text}</p>
            <Group gap="xs">
              <Button size="compact-md" onClick={conflict.keepMine}>
                {t('common.conflict_keep_mine')}
              </Button>
              <Button size="compact-md" variant="default" onClick={conflict.takeTheirs}>
                {t('common.conflict_take_theirs')}
              </Button>
            </Group>
          </Alert>
        )}
      </div>
    </li>
  );
}

/** A file is mended where it stands: at its field, or at its criterion. */
function placeOf(item: Item): string {
  if (item.partKind === 'CRITERION') return `score-${item.part}`;
  return document.getElementById(`part-${item.at}`) ? `part-${item.at}` : `score-${item.at}`;
}
