import { Alert, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { type Import, importQuery } from './api';
import { Finished } from './Finished';
import { ImportState } from './ImportState';
import { Trial } from './Trial';

export default function ImportScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useQuery(importQuery(id));
  return (
    <Page
      title={data?.fileName ?? t('imports.title')}
      lead={data && <Lead one={data} />}
      breadcrumb={[{ label: t('imports.title'), to: '/imports' }]}
    >
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeletons rows={4} height={96} />}
      {data?.state === 'FAILED' && data.problem && (
        <Alert color="orange" role="alert" mb="md">
          {t('imports.failed', { problem: data.problem })}
        </Alert>
      )}
      {data?.state === 'RUNNING' && <Running one={data} />}
      {data?.state === 'DONE' && <Finished one={data} />}
      {data && !['RUNNING', 'DONE'].includes(data.state) && <Trial one={data} />}
    </Page>
  );
}

function Lead({ one }: { one: Import }) {
  return (
    <>
      <ImportState state={one.state} /> {one.roundName}, {t('imports.for_unit', { unit: one.scopeUnitName })}
    </>
  );
}

function Running({ one }: { one: Import }) {
  const { rows } = one.counts;
  return (
    <Section title={t('imports.state_RUNNING')} hint={t('imports.write_hint')}>
      <p role="status">{t('imports.running', { done: formatNumber(one.done), rows: formatNumber(rows) })}</p>
      <Progress
        value={rows === 0 ? 0 : (one.done / rows) * 100}
        aria-label={t('imports.running', { done: formatNumber(one.done), rows: formatNumber(rows) })}
      />
    </Section>
  );
}
