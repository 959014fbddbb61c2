import { Button } from '@mantine/core';
import { formatDate, formatDateTime, formatNumber, t } from '../../i18n';
import type { EntryReturn } from './api';
import type { ReturnPart } from './useReturnList';
import css from './appraisal.module.css';

/** After a return: what was asked and what the unit answered, item by item, newest first. */
export function Answers({ returns, onJump }: { returns: readonly EntryReturn[]; onJump: (part: ReturnPart) => void }) {
  const [last, ...older] = returns;
  if (!last) return null;
  return (
    <section className={css.answers} aria-label={t(last.answeredAt ? 'appraisal.answers_title' : 'appraisal.answers_open')}>
      <h3>{t(last.answeredAt ? 'appraisal.answers_title' : 'appraisal.answers_open')}</h3>
      <OneReturn one={last} onJump={onJump} />
      {older.length > 0 && (
        <details>
          <summary>{t('appraisal.answers_older')}</summary>
          {older.map((one) => (
            <OneReturn key={one.no} one={one} onJump={onJump} />
          ))}
        </details>
      )}
    </section>
  );
}

function OneReturn({ one, onJump }: { one: EntryReturn; onJump: (part: ReturnPart) => void }) {
  const at = formatDateTime(one.returnedAt);
  const n = formatNumber(one.no);
  return (
    <>
      <p className={css.dim}>
        {!one.answeredAt && t('review.answers_done', { n: formatNumber(one.items.filter(({ done }) => done).length), all: formatNumber(one.items.length) })}{' '}
        {one.answeredAt ? t('appraisal.answers_of', { n, at, answered: formatDateTime(one.answeredAt) }) : t('appraisal.answers_waiting', { n, at, deadline: formatDate(one.deadline) })}
      </p>
      <ol className={css.answer_items}>
        {one.items.map((item, index) => (
          <li key={index}>
            <h4>{item.partName}</h4>
            <dl>
              <dt>{t('appraisal.answers_asked')}</dt>
              <dd>{item.text}</dd>
              {one.answeredAt && (
                <>
                  <dt>{t('appraisal.answers_answer')}</dt>
                  <dd>{item.answer ?? <span className={css.dim}>{t('appraisal.answers_none')}</span>}</dd>
                </>
              )}
            </dl>
            <Button variant="subtle" size="compact-sm" aria-label={`${t('appraisal.see_part')}: ${item.partName}`} onClick={() => onJump({ kind: item.partKind, part: item.partKind === 'FILE' ? item.at : item.part })}>
              {t('appraisal.see_part')}
            </Button>
          </li>
        ))}
      </ol>
    </>
  );
}
