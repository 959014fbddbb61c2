import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { roundQuery } from '../rounds/api';
import { createDecision } from './api';
import { DecisionForm } from './DecisionForm';

export default function NewDecision() {
  const { id } = useParams({ from: '/app/rounds/$id/decisions/new' });
  const round = useQuery(roundQuery(id));
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <Page title={t('decisions.new')} lead={round.data?.name} breadcrumb={[{ label: t('decisions.list'), to: `/rounds/${id}/decisions` }]}>
      {round.isPending && <Skeletons rows={5} />}
      {round.error && <ProblemAlert problem={asProblem(round.error)} onRetry={() => void round.refetch()} />}
      {round.data && (
        <DecisionForm
          round={round.data}
          saveLabel={t('decisions.save_new')}
          onCancel={() => void navigate({ to: '/rounds/$id/decisions', params: { id } })}
          onSave={async (text) => {
            const made = await createDecision(id, text);
            await queries.invalidateQueries({ queryKey: ['decisions', id] });
            await queries.invalidateQueries({ queryKey: ['award-candidates', id] });
            await navigate({ to: '/decisions/$id', params: { id: made.id } });
          }}
        />
      )}
    </Page>
  );
}
