import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { IconDownload } from '@tabler/icons-react';
import { asProblem } from '../../api/problem';
import { formatDate, formatMoney, t } from '../../i18n';
import { Facts } from '../../ui/Facts';
import { Page } from '../../ui/Page';
import { PrintButton } from '../../ui/PrintButton';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import { type Decision, decisionQuery } from './api';
import { Certificates } from './Certificates';
import css from './decisions.module.css';
import { DecisionSteps } from './DecisionSteps';
import { PaperView } from './PaperView';
import { Publication } from './Publication';

export default function DecisionScreen() {
  const { id } = useParams({ from: '/app/decisions/$id' });
  const { data, error, refetch } = useQuery(decisionQuery(id));
  if (data) return <OneDecision decision={data} />;
  return <Page title={t('decisions.decision')}>{error ? <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} /> : <Skeletons rows={6} />}</Page>;
}

function OneDecision({ decision }: { decision: Decision }) {
  const { state } = decision;
  return (
    <Page
      title={decision.numberText ? `${t('decisions.decision')} ${decision.numberText}` : t('decisions.decision')}
      width="wide"
      breadcrumb={[{ label: t('decisions.list'), to: `/rounds/${decision.roundId}/decisions` }]}
      lead={
        <>
          {decision.roundName} <StateBadge state={state} area="decisions" look={state === 'SUBMITTED' ? 'waiting' : undefined} />
        </>
      }
    >
      {decision.sentBackReason && (
        <Alert color="amber" mb="md" title={t('decisions.sent_back')}>
          {decision.sentBackReason}
        </Alert>
      )}
      <div className={css.layout}>
        <aside className={`${css.aside} dvk-no-print`}>
          <section className={`${css.panel} dvk-card`} aria-label={t('decisions.steps')}>
            <h2>{t('decisions.steps')}</h2>
            <p>{state === 'DRAFT' ? t('decisions.step_draft') : state === 'SUBMITTED' ? t('decisions.step_submitted') : t('decisions.step_issued')}</p>
            <DecisionSteps decision={decision} />
            <div className={css.facts}>
            <Facts
              facts={[
                [t('decisions.number'), decision.numberText ?? ''],
                [t('decisions.date'), decision.decidedOn ? formatDate(decision.decidedOn) : ''],
                [t('decisions.signer'), [decision.signerName, decision.signerTitle].filter(Boolean).join(', ')],
                [t('decisions.base_salary'), `${formatMoney(decision.baseSalary)} (${decision.baseSalaryBasis})`],
                [t('decisions.total'), <strong key="total">{formatMoney(decision.totalAmount)}</strong>],
              ]}
            />
            </div>
            <div className={css.downloads}>
              <Button component="a" variant="default" href={`/api/decisions/${decision.id}/decision.docx`} download leftSection={<IconDownload size={18} aria-hidden />}>
                {t('decisions.download_docx')}
              </Button>
              <Button component="a" variant="default" href={`/api/decisions/${decision.id}/annex.xlsx`} download leftSection={<IconDownload size={18} aria-hidden />}>
                {t('decisions.download_xlsx')}
              </Button>
              <PrintButton />
            </div>
          </section>
        </aside>
        <div className={css.column}>
          <PaperView decision={decision} />
          {state === 'ISSUED' && (
            <>
              <Certificates decision={decision} />
              <Publication decision={decision} />
            </>
          )}
        </div>
      </div>
    </Page>
  );
}
