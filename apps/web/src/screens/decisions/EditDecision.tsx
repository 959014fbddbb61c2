import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { roundQuery } from '../rounds/api';
import { decisionQuery, updateDecision } from './api';
import { DecisionForm } from './DecisionForm';

export default function EditDecision() {
  const { id } = useParams({ from: '/app/decisions/$id/edit' });
  const decision = useQuery({ ...decisionQuery(id), refetchOnWindowFocus: false });
  const round = useQuery({ ...roundQuery(decision.data?.roundId ?? ''), enabled: decision.data !== undefined });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const problem = decision.error ?? round.error;
  const back = () => navigate({ to: '/decisions/$id', params: { id } });
  return (
    <Page title={t('decisions.edit')} lead={decision.data?.title} breadcrumb={[{ label: t('decisions.decision'), to: `/decisions/${id}` }]}>
      {problem && <ProblemAlert problem={asProblem(problem)} />}
      {!problem && !(decision.data && round.data) && <Skeletons rows={5} />}
      {decision.data && round.data && (
        <DecisionForm
          round={round.data}
          decision={decision.data}
          saveLabel={t('decisions.save')}
          onCancel={() => void back()}
          onSave={async (text, version) => {
            queries.setQueryData(decisionQuery(id).queryKey, await updateDecision(id, version, text));
            await queries.invalidateQueries({ queryKey: ['decisions', round.data.id] });
            await queries.invalidateQueries({ queryKey: ['award-candidates', round.data.id] });
            await back();
          }}
        />
      )}
    </Page>
  );
}
