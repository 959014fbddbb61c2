import { useState } from 'react';
import { Button, Group, Radio, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormValue, plainText } from '@app/forms';
import { formatNumber, t } from '../../../i18n';
import type { PartSaving } from '../../../ui/saving/usePartSaving';
import type { Contribution, Entry } from '../api';
import { partName } from '../editor/draft-parts';
import { wordDiff } from './word-diff';
import { Words } from './Words';
import css from './Writing.module.css';

interface Props {
  entry: Entry;
  /** What is on the screen. */
  mine: Readonly<Record<string, unknown>>;
  saving: PartSaving;
}

type Choice = 'mine' | 'theirs' | 'both' | 'edit';

/** Parts that two people have changed: both side by side, and a choice for each. Everything else is saved meanwhile. */
export default function MergeView({ entry, mine, saving }: Props) {
  const paths = [...saving.conflicts.keys()];
  const all = (take: 'mine' | 'theirs'): void => {
    for (const path of paths) saving.resolve(path, take === 'mine' ? mine[path] : saving.conflicts.get(path));
  };
  return (
    <div className={css.merge} role="alert" aria-labelledby="merge-title">
      <h2 id="merge-title">
        <IconAlertTriangle aria-hidden />
        {t('writing.merge_title', { n: paths.length })}
      </h2>
      <p>{t('writing.merge_hint')}</p>
      <p className={css.dim}>
        {t('writing.compare_legend')} {t('writing.merge_kept')}
      </p>
      {paths.map((path) => (
        <Meeting
          key={path}
          entry={entry}
          path={path}
          mine={mine[path]}
          theirs={saving.conflicts.get(path)}
          onChoose={(value) => saving.resolve(path, value)}
        />
      ))}
      {paths.length > 1 && (
        <Group gap="sm" mt="md">
          <Button variant="default" onClick={() => all('mine')}>
            {t('writing.merge_all_mine')}
          </Button>
          <Button variant="default" onClick={() => all('theirs')}>
            {t('writing.merge_all_theirs')}
          </Button>
        </Group>
      )}
    </div>
  );
}

function textOf(entry: Entry, path: string, value: unknown): string {
  if (path === 'contributions')
    return (value as Contribution[])
      .map(({ kind, amount, note }) => {
        const known = entry.contributionKinds.find((one) => one.code === kind);
        return `${known?.name ?? kind}: ${formatNumber(amount)} ${known?.unit ?? ''} ${note}`.trim();
      })
      .join('\n');
  if (path.startsWith('selfScores.')) return typeof value === 'string' && value ? formatNumber(value) : '';
  if (path.startsWith('content.'))
    return plainText(
      entry.form.find((field) => field.code === path.slice(8)),
      (value ?? '') as FormValue,
    );
  return typeof value === 'string' ? value : '';
}

/** Both texts one below the other, both lists in one; undefined where two values cannot stand together. */
function bothOf(entry: Entry, path: string, mine: unknown, theirs: unknown): unknown {
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    const known = new Set(theirs.map((row) => JSON.stringify(row)));
    return [...(theirs as unknown[]), ...mine.filter((row) => !known.has(JSON.stringify(row)))];
  }
  const field = entry.form.find(({ code }) => `content.${code}` === path);
  if (typeof mine !== 'string' || typeof theirs !== 'string' || mine === '' || theirs === '') return undefined;
  if (field?.type === 'LONG_TEXT') return `${theirs}\n\n${mine}`;
  return field?.type === 'RICH_TEXT' ? theirs + mine : undefined;
}

function Meeting({
  entry,
  path,
  mine,
  theirs,
  onChoose,
}: {
  entry: Entry;
  path: string;
  mine: unknown;
  theirs: unknown;
  onChoose: (value: unknown) => void;
}) {
  const both = bothOf(entry, path, mine, theirs);
  const field = entry.form.find(({ code }) => `content.${code}` === path);
  const editable = path === 'title' || path === 'subjectName' || field?.type === 'LONG_TEXT' || field?.type === 'TEXT';
  // Where both can stand together nothing is lost by the choice that is made already.
  const [choice, setChoice] = useState<Choice>(both === undefined ? 'mine' : 'both');
  const [edited, setEdited] = useState<string | null>(null);
  const [before, after] = [textOf(entry, path, theirs), textOf(entry, path, mine)];
  const words = wordDiff(before, after);
  const name = partName(entry, path);
  const start = typeof both === 'string' ? both : typeof mine === 'string' ? mine : '';
  const choices: Choice[] = [
    'mine',
    'theirs',
    ...(both === undefined ? [] : ['both' as const]),
    ...(editable ? ['edit' as const] : []),
  ];
  const label = {
    mine: 'merge_take_mine',
    theirs: 'merge_take_theirs',
    both: 'merge_take_both',
    edit: 'merge_edit',
  } as const;
  return (
    <section className={css.meeting} aria-label={name}>
      <h3>{name}</h3>
      <div className={css.sides}>
        <div className={css.side} tabIndex={0} role="group" aria-label={t('writing.merge_mine')}>
          <h4>{t('writing.merge_mine')}</h4>
          {after ? <Words words={words} hide="REMOVED" /> : t('writing.empty')}
        </div>
        <div className={css.side} tabIndex={0} role="group" aria-label={t('writing.merge_theirs')}>
          <h4>{t('writing.merge_theirs')}</h4>
          {before ? <Words words={words} hide="ADDED" /> : t('writing.empty')}
        </div>
      </div>
      <Radio.Group
        label={t('writing.merge_choice')}
        value={choice}
        onChange={(value) => {
          const next = choices.find((one) => one === value);
          if (next) setChoice(next);
        }}
      >
        <Group gap="md" mt={6}>
          {choices.map((one) => (
            <Radio key={one} value={one} label={t(`writing.${label[one]}`)} />
          ))}
        </Group>
      </Radio.Group>
      {choice === 'theirs' && <p className={css.dim}>{t('writing.merge_kept_mine')}</p>}
      {choice === 'edit' && (
        <Textarea
          mt="sm"
          autosize
          minRows={2}
          maxRows={16}
          label={t('writing.merge_edited')}
          value={edited ?? start}
          onChange={(event) => setEdited(event.currentTarget.value)}
        />
      )}
      <Button
        mt="sm"
        onClick={() =>
          onChoose(
            {
              mine,
              theirs,
              both,
              edit:
                path === 'title' || path === 'subjectName'
                  ? (edited ?? start).replaceAll('\n', ' ')
                  : (edited ?? start),
            }[choice],
          )
        }
      >
        {t('writing.merge_done')}
      </Button>
    </section>
  );
}
