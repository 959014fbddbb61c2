import { plainText, valueOf } from '@app/forms';
import { formatNumber, t } from '../../../i18n';
import type { Entry } from '../api';
import css from './Editor.module.css';
import { type EntryDraft, leavesOf } from './model';

type Line = [name: string, value: string];

function linesOf(entry: Entry, draft: EntryDraft): Line[] {
  return [
    [t('entries.title'), draft.title],
    [t('entries.subject_name'), draft.subjectName],
    ...entry.form.map((field): Line => [field.label, plainText(field, valueOf(draft.content, field.code))]),
    [
      t('entries.section_figures'),
      draft.contributions
        .map(
          ({ kind, amount, note }) =>
            `${entry.contributionKinds.find((one) => one.code === kind)?.name ?? kind}: ${formatNumber(amount)} ${note}`,
        )
        .join('\n'),
    ],
    ...leavesOf(entry.rubric.criteria).map((leaf): Line => [
      leaf.name,
      draft.selfScores[leaf.code] ? formatNumber(draft.selfScores[leaf.code]) : '',
    ]),
  ];
}

/** One of two versions, only the parts in which they differ. */
export function Difference({ entry, draft, other }: { entry: Entry; draft: EntryDraft; other: EntryDraft }) {
  const others = linesOf(entry, other);
  return (
    <dl className={css.difference}>
      {linesOf(entry, draft)
        .filter(([, value], index) => value !== others[index]?.[1])
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || t('judging.reader_empty')}</dd>
          </div>
        ))}
    </dl>
  );
}
