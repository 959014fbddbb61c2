import { Alert, Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { asProblem } from '../../api/problem';
import { formatDateTime, formatNumber, t } from '../../i18n';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { type ChangedItem, type ComparedPart, changesQuery, decideItem } from './api';
import css from './appraisal.module.css';
import type { ReturnList, ReturnPart } from './useReturnList';

interface Props {
  entryId: string;
  list: ReturnList | undefined;
  onJump: (part: ReturnPart) => void;
}

/** After a return, before anything else: what was asked, what the unit answered, what changed there; the rest is folded. */
export function Changes({ entryId, list, onJump }: Props) {
  const queries = useQueryClient();
  const { data, error } = useQuery(changesQuery(entryId));
  const { problem, run } = useProblem();
  const open = data?.items.filter(({ settled }) => settled === false) ?? [];
  const prefilled = useRef(false);
  useEffect(() => {
    if (!data || !list?.loaded || prefilled.current) return;
    prefilled.current = true;
    // What is still open goes on the next list as it was asked, unless a list was begun already.
    if (list.items.length > 0) return;
    for (const item of data.items)
      if (item.settled === false) list.add({ kind: item.partKind, part: item.part }, false, item.text);
  }, [data, list]);
  if (error) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return <Skeletons rows={2} />;
  if (data.no === null) return null;
  const decide = (index: number, settled: boolean): void =>
    void run(async () => {
      queries.setQueryData(changesQuery(entryId).queryKey, await decideItem(entryId, { no: data.no ?? 0, index, settled }));
      const item = data.items[index];
      if (!item || !list) return;
      const place = { kind: item.partKind, part: item.part };
      if (settled) list.remove(place);
      else list.add(place, false, item.text);
    });
  return (
    <section className={css.changes} aria-label={t('review.changes')}>
      <h3>{t('review.changes')}</h3>
      <p className={css.dim}>
        {t('review.changes_lead', { n: formatNumber(data.no), at: formatDateTime(data.answeredAt), from: formatNumber(data.fromRevision), to: formatNumber(data.toRevision) })}
      </p>
      <ProblemAlert problem={problem} />
      <ol className={css.answer_items}>
        {data.items.map((item, index) => (
          <Item key={index} item={item} decides={data.mayDecide} onDecide={(settled) => decide(index, settled)} onJump={onJump} />
        ))}
      </ol>
      {data.others.length > 0 && (
        <>
          <h4 className={css.changes_more}>{t('review.changes_others')}</h4>
          {data.others.map((part) => (
            <Difference key={part.path} part={part} named />
          ))}
        </>
      )}
      {data.unchanged.length > 0 && (
        <details>
          <summary>{t('review.changes_same', { n: formatNumber(data.unchanged.length) })}</summary>
          <p className={css.dim}>{data.unchanged.join(' · ')}</p>
        </details>
      )}
      {open.length > 0 && list && (
        <Alert color="amber" role="note">
          {t('review.changes_open', { n: formatNumber(open.length) })}
        </Alert>
      )}
    </section>
  );
}

function Item({ item, decides, onDecide, onJump }: { item: ChangedItem; decides: boolean; onDecide: (settled: boolean) => void; onJump: (part: ReturnPart) => void }) {
  return (
    <li data-settled={item.settled ?? undefined}>
      <h4>{item.partName}</h4>
      <dl>
        <dt>{t('appraisal.answers_asked')}</dt>
        <dd>{item.text}</dd>
        <dt>{t('appraisal.answers_answer')}</dt>
        <dd>{item.answer ?? <span className={css.dim}>{t('appraisal.answers_none')}</span>}</dd>
      </dl>
      {item.change ? <Difference part={item.change} /> : <p className={css.dim}>{t('review.nothing_changed')}</p>}
      <div className={css.buttons}>
        <Button variant="subtle" size="compact-sm" aria-label={`${t('appraisal.see_part')}: ${item.partName}`} onClick={() => onJump({ kind: item.partKind, part: item.partKind === 'FILE' ? item.at : item.part })}>
          {t('appraisal.see_part')}
        </Button>
        {decides ? (
          <>
            <Button variant={item.settled === true ? 'filled' : 'default'} color="green" size="compact-md" aria-pressed={item.settled === true} aria-label={t('review.settled_of', { part: item.partName })} onClick={() => onDecide(true)}>
              {t('review.settled')}
            </Button>
            <Button variant={item.settled === false ? 'filled' : 'default'} color="red" size="compact-md" aria-pressed={item.settled === false} aria-label={t('review.still_open_of', { part: item.partName })} onClick={() => onDecide(false)}>
              {t('review.still_open')}
            </Button>
          </>
        ) : (
          item.settled !== null && <span className={css.dim}>{t(item.settled ? 'review.settled' : 'review.still_open')}</span>
        )}
      </div>
    </li>
  );
}

/** One part word by word: taken out struck through, put in underlined, so that colour alone says nothing. */
function Difference({ part, named = false }: { part: ComparedPart; named?: boolean }) {
  return (
    <div className={css.difference}>
      {named && <strong>{part.label}</strong>}
      {part.words.length > 0 && <Words words={part.words} />}
      {part.rows.length > 0 && (
        <ul>
          {part.rows.map((row, index) => (
            <li key={index}>
              <Words words={row.words} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Words({ words }: { words: ComparedPart['words'] }) {
  return (
    <p className={css.text}>
      {words.map(({ op, text }, index) => {
        if (op === 'ADDED') return <ins key={index}>{text}</ins>;
        if (op === 'REMOVED') return <del key={index}>{text}</del>;
        return <span key={index}>{text.length > 240 ? `${text.slice(0, 110)} … ${text.slice(-110)}` : text}</span>;
      })}
    </p>
  );
}
