import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../api/call';
import { asProblem } from '../../../api/problem';
import { t } from '../../../i18n';
import { ProblemAlert } from '../../../ui/ProblemAlert';
import { Skeletons } from '../../../ui/Skeletons';
import type { Entry } from '../api';
import { partName } from '../editor/draft-parts';
import type { Compared, ComparedPart } from './api';
import { Words } from './Words';
import css from './Writing.module.css';

/** What differs between two versions of an entry, part by part. */
export function Comparison({ entry, from, to }: { entry: Entry; from: string; to: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['entry', entry.id, 'compare', from, to, entry.version],
    queryFn: () => call<Compared>('GET', `/api/entries/${entry.id}/compare`, { query: { from, to } }),
  });
  if (error) return <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeletons rows={4} />;
  const changed = data.parts.filter((part) => part.state !== 'UNCHANGED');
  const same = data.parts.filter((part) => part.state === 'UNCHANGED');
  return (
    <>
      {changed.length === 0 ? (
        <Text>{t('writing.compare_same')}</Text>
      ) : (
        <Text className={css.dim}>{t('writing.compare_legend')}</Text>
      )}
      {changed.map((part) => (
        <OnePart key={part.path} entry={entry} part={part} />
      ))}
      {changed.length > 0 && same.length > 0 && (
        <p className={css.dim}>
          {t('writing.compare_unchanged', {
            n: same.length,
            parts: same.map(({ path }) => partName(entry, path)).join(', '),
          })}
        </p>
      )}
    </>
  );
}

function OnePart({ entry, part }: { entry: Entry; part: ComparedPart }) {
  return (
    <section className={css.compared} aria-label={partName(entry, part.path)}>
      <h3>
        {partName(entry, part.path)}
        <span className={css.dim}>{t(`writing.state_${part.state}`)}</span>
      </h3>
      {part.coarse && <p className={css.dim}>{t('writing.compare_coarse')}</p>}
      {part.rows.length > 0 ? (
        <ul className={css.rows}>
          {part.rows.map((row, index) => (
            <li key={index}>
              <Words words={row.words} />
              {row.state !== 'UNCHANGED' && <span className={css.dim}>{t(`writing.state_${row.state}`)}</span>}
            </li>
          ))}
        </ul>
      ) : (
        <Words words={part.words} />
      )}
    </section>
  );
}
