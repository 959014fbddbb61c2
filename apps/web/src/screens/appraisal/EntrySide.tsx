import { plainText, valueOf } from '@app/forms';
import { useQuery } from '@tanstack/react-query';
import { formatDateTime, t } from '../../i18n';
import { EntryReader } from '../../ui/EntryReader';
import { Facts } from '../../ui/Facts';
import { ModelYears } from '../../ui/ModelYears';
import { readerSections } from '../../ui/form/reader-sections';
import { fileHintsQuery } from '../../ui/files/hints';
import { type Entry, type LeafCriterion, revisionQuery } from './api';
import css from './appraisal.module.css';
import { PaperCard } from '../paper/PaperCard';
import { CriterionEvidence } from './CriterionEvidence';
import { AskButton, AskedText, AskFiles } from './PartRequest';
import type { ReturnList } from './useReturnList';

interface Props {
  entry: Entry;
  list?: ReturnList | undefined;
  /** The criterion whose evidence is looked at. */
  proof: LeafCriterion | null;
  onCloseProof: () => void;
}

/** The submitted revision, with what changed since the one before it, and the way to ask for more beside each part. */
export function EntrySide({ entry, list, proof, onCloseProof }: Props) {
  const beforeNo = entry.revisionNo - 1;
  const before = useQuery({ ...revisionQuery(entry.id, beforeNo), enabled: beforeNo > 0 });
  const hints = useQuery(fileHintsQuery(entry.id));
  const oldText = (code: string): string | undefined => {
    const field = entry.form.find((one) => one.code === code);
    const old = plainText(field, valueOf(before.data?.content ?? {}, code));
    return before.data && old !== plainText(field, valueOf(entry.content, code)) ? old : undefined;
  };
  return (
    <>
      <h2 className={css.side_title}>{t('appraisal.entry')}</h2>
      {proof && <CriterionEvidence entry={entry} criterion={proof} list={list} onClose={onCloseProof} />}
      <div className={css.facts}>
        <Facts
          facts={[
            [t('appraisal.fact_subject'), entry.subjectName],
            [t('appraisal.fact_category'), entry.category.name],
            [t('progress.history'), entry.model.length > 0 ? <ModelYears steps={entry.model} /> : null],
            [t('appraisal.fact_submitted'), entry.submittedAt && `${formatDateTime(entry.submittedAt)} · ${t('appraisal.revision', { no: entry.revisionNo })}`],
          ]}
        />
      </div>
      <PaperCard entry={entry} />
      <EntryReader
        sections={readerSections(entry, entry.content)}
        figures={entry.contributions.map((one) => {
          const kind = entry.contributionKinds.find(({ code }) => code === one.kind);
          return { name: kind?.name ?? one.kind, unit: kind?.unit ?? '', qualifier: one.qualifier, amount: one.amount, note: one.note };
        })}
        files={entry.evidence}
        fileHref={(file) => `/api/entries/${entry.id}/files/${file.fileId}`}
        fileHints={hints.data}
        {...(list ? { partHead: (section) => <AskButton kind="FIELD" part={section.code} name={section.label} list={list} /> } : {})}
        partFoot={(section) => {
          const old = oldText(section.code);
          return (
            <>
              {old !== undefined && (
                <details className={css.changed}>
                  <summary>
                    <strong>{t('appraisal.changed_part', { no: beforeNo })}</strong> · {t('appraisal.changed_before', { no: beforeNo })}
                  </summary>
                  <p className={css.text}>{old || t('appraisal.changed_empty')}</p>
                </details>
              )}
              {list && <AskedText kind="FIELD" part={section.code} name={section.label} list={list} />}
              {list && <AskFiles files={entry.evidence.filter(({ part }) => part === section.code)} list={list} />}
            </>
          );
        }}
      />
    </>
  );
}
