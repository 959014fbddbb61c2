import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { t } from '../../i18n';
import { Page } from '../../ui/Page';
import { Skeletons } from '../../ui/Skeletons';
import { Editor } from './editor/Editor';
import { readEntry } from './editor/model';
import { EntryProblem } from './EntryProblem';

export default function EditEntry() {
  const { id } = useParams({ from: '/app/entries/$id/edit' });
  // Read once for each visit: while somebody writes, only the autosave may bring a newer version in.
  const { data, error, refetch } = useQuery({
    queryKey: ['entry-to-write', id],
    queryFn: () => readEntry(id),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (error) return <EntryProblem error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <Page title={t('entries.edit')} width="wide">
        <Skeletons rows={6} height={96} />
      </Page>
    );
  if (!data.can.includes('write')) return <Navigate to="/entries/$id" params={{ id }} replace />;
  return <Editor key={id} entry={data} />;
}
