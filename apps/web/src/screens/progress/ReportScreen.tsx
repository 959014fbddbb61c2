import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { reportQuery } from './api';
import { ReportCard } from './ReportCard';
import { ReportForm } from './ReportForm';

/** A report being written, or, once it is sent, as it is read. */
export default function ReportScreen() {
  const { id } = useParams({ from: '/app/progress/$id' });
  const { data, error, refetch, isFetchedAfterMount } = useQuery(reportQuery(id));
  const crumbs = data
    ? [
        { label: data.entryTitle, to: `/entries/${data.entryId}` },
        { label: t('progress.reports'), to: `/entries/${data.entryId}/progress` },
      ]
    : [];
  // Never begins with what an earlier visit left in memory: its text would be older than its version.
  if (data && isFetchedAfterMount && data.can.includes('write'))
    return <ReportForm key={id} report={data} crumbs={crumbs} />;
  return (
    <Page title={t('progress.report')} breadcrumb={crumbs} {...(data ? { lead: data.entryTitle } : {})}>
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeletons rows={5} height={80} />}
      {data && isFetchedAfterMount && <ReportCard report={data} kinds={data.contributionKinds} />}
    </Page>
  );
}
