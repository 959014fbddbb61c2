import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { EntryReader } from '../../ui/EntryReader';
import { readerSections } from '../../ui/form/reader-sections';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { entryQuery } from './api';
import css from './council.module.css';

/** The entry beside the session: reading it does not leave the vote. */
export function Dossier({ entryId, onClose }: { entryId: string | null; onClose: () => void }) {
  return (
    <Drawer opened={entryId !== null} onClose={onClose} position="right" size="48rem" title={<strong>{t('council.read')}</strong>} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {entryId && <Reader entryId={entryId} />}
    </Drawer>
  );
}

function Reader({ entryId }: { entryId: string }) {
  const { data, error, refetch } = useQuery(entryQuery(entryId));
  if (error) return <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeletons rows={8} />;
  return (
    <>
      <h2 className={css.item_title}>{data.title}</h2>
      <p className={css.dim}>{[data.subjectName, data.unitName, data.category.name, data.receiptNo].filter(Boolean).join(' · ')}</p>
      <EntryReader
        sections={readerSections(data, data.content)}
        figures={data.contributions.map((figure) => {
          const kind = data.contributionKinds.find(({ code }) => code === figure.kind);
          return { name: kind?.name ?? figure.kind, unit: kind?.unit ?? '', qualifier: figure.qualifier, amount: figure.amount, note: figure.note };
        })}
        files={data.evidence}
        fileHref={(file) => `/api/entries/${data.id}/files/${file.fileId}`}
      />
    </>
  );
}
