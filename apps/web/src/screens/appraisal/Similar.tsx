import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/call';
import type { Schema } from '../../api/client';
import { asProblem } from '../../api/problem';
import { formatNumber, t, textOf } from '../../i18n';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import css from './Similar.module.css';

type Item = Schema<'SimilarItemAnswer'>;

/** How many stand there at first, besides those with a warning. */
const FIRST = 3;

/** Entries of all units and years that this one is like: what they have in common side by side, and what to look into. */
export function Similar({ entryId }: { entryId: string }) {
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['similar', entryId],
    queryFn: () => call<Schema<'SimilarAnswer'>>('GET', `/api/entries/${entryId}/similar`),
  });
  const warned = data?.items.filter((item) => item.warnings.length > 0).length ?? 0;
  const shown = all ? data?.items : data?.items.slice(0, Math.max(FIRST, warned));
  const left = (data?.items.length ?? 0) - (shown?.length ?? 0);
  return (
    <div className={css.whole}>
      <Section title={t('progress.similar')} hint={t('progress.similar_hint')}>
        {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
        {!data && !error && <Skeletons rows={2} height={60} />}
        {data?.items.length === 0 && <p className={css.dim}>{t('progress.similar_none')}</p>}
        <ol className={css.items}>
          {shown?.map((item, index) => (
            <li key={item.entryId ?? `hidden ${index}`}>
              <One item={item} />
            </li>
          ))}
        </ol>
        {left > 0 && (
          <Button variant="default" onClick={() => setAll(true)}>
            {t('progress.similar_more', { n: formatNumber(left) })}
          </Button>
        )}
      </Section>
    </div>
  );
}

function One({ item }: { item: Item }) {
  const title = item.title ?? t('progress.similar_hidden');
  return (
    <article className={css.item} aria-label={title}>
      {item.warnings.map((warning) => (
        <p key={warning.kind} className={css.warning}>
          <IconAlertTriangle size={18} aria-hidden />
          {textOf(`progress.warning_${warning.kind}_${warning.reason}`) ?? warning.kind}
        </p>
      ))}
      <div className={css.head}>
        <h3>
          {item.entryId === null ? (
            title
          ) : (
            <Link to="/entries/$id" params={{ id: item.entryId }}>
              {title}
            </Link>
          )}
        </h3>
        {item.state && <StateBadge state={item.state} />}
      </div>
      <p className={css.dim}>
        {[item.subjectName, item.unitName, textOf(`progress.relation_${item.relation}`), item.roundName ?? item.year]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {item.sameModel && <p className={css.dim}>{t('progress.similar_same_model')}</p>}
      {(item.percentOfThis > 0 || item.percentOfOther > 0) && (
        <p className={css.shares}>
          <strong>{t('progress.similar_percent', { percent: item.percentOfThis })}</strong>
          {' · '}
          {t('progress.similar_percent_other', { percent: item.percentOfOther })}
        </p>
      )}
      {item.passages.length > 0 && (
        <details className={css.passages}>
          <summary>{t('progress.similar_passages', { n: item.passages.length })}</summary>
          {item.passages.map((passage, index) => (
            <div key={index} className={css.pair}>
              <Side name={t('progress.similar_mine')} side={passage.mine} />
              <Side name={t('progress.similar_theirs')} side={passage.theirs} />
            </div>
          ))}
        </details>
      )}
    </article>
  );
}

function Side({ name, side }: { name: string; side: Schema<'PassageSideAnswer'> }) {
  return (
    <figure className={css.side}>
      <figcaption>
        {name} · {side.label || t('progress.similar_title_part')}
      </figcaption>
      <blockquote>{side.text}</blockquote>
    </figure>
  );
}
