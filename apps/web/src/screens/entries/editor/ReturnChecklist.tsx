import { Button, Textarea } from '@mantine/core';
import { IconArrowDown, IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { formatDate, t } from '../../../i18n';
import { Deadline } from '../../../ui/Deadline';
import type { Entry, EntryReturn } from '../api';
import css from './Editor.module.css';
import { goTo } from './model';

interface Props {
  entry: Entry;
  request: EntryReturn;
  answers: Record<number, string>;
  onAnswer: (index: number, answer: string) => void;
  /** Only who submits answers; the answers go with the submission. */
  answering: boolean;
}

/** What the officer asks for, one by one: where it is mended, and what was done about it. */
export function ReturnChecklist({ entry, request, answers, onAnswer, answering }: Props) {
  const done = request.items.filter((_, index) => answers[index]?.trim()).length;
  const placeOf = (part: string): string =>
    entry.form.some((field) => field.code === part) ? `part-${part}` : `score-${part}`;
  const nameOf = (part: string, name: string): string => entry.form.find((field) => field.code === part)?.label ?? name;
  return (
    <section id="section-return" className={css.returned} aria-labelledby="return-title" tabIndex={-1}>
      <h2 id="return-title" className={css.returned_title}>
        {t('entries.return_title', { unit: request.returnedByUnit })}
      </h2>
      <p className={css.returned_lead}>
        {t('entries.return_lead', { at: formatDate(request.returnedAt), n: request.items.length })}{' '}
        <Deadline at={request.deadline} />
      </p>
      <ol className={css.items}>
        {request.items.map((item, index) => {
          const answered = Boolean(answers[index]?.trim());
          const Icon = answered ? IconCircleCheck : IconCircle;
          return (
            <li key={index} id={`return-${index}`} className={css.item} tabIndex={-1}>
              <Icon size={22} aria-hidden className={answered ? css.done : css.open} />
              <div className={css.item_body}>
                <p className={css.item_text}>{item.text}</p>
                <Button
                  variant="subtle"
                  size="compact-md"
                  className={css.to_part}
                  rightSection={<IconArrowDown size={16} aria-hidden />}
                  onClick={() => goTo(placeOf(item.part))}
                >
                  {t('entries.return_to', { name: nameOf(item.part, item.partName) })}
                </Button>
                {answering && (
                  <Textarea
                    label={t('entries.return_answer_n', { n: index + 1 })}
                    description={t('entries.return_answer_hint')}
                    required
                    autosize
                    minRows={2}
                    maxRows={8}
                    maxLength={2000}
                    value={answers[index] ?? ''}
                    onChange={(event) => onAnswer(index, event.currentTarget.value)}
                  />
                )}
              </div>
            </li>
          );
        })}
      </ol>
      <p className={css.returned_lead} role="status">
        {answering ? t('entries.return_done', { n: done, all: request.items.length }) : t('entries.return_by_head')}
      </p>
    </section>
  );
}
