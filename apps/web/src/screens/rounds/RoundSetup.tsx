import { useState } from 'react';
import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { hasRole, useSession } from '../../api/session';
import { t } from '../../i18n';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import { AmendDialog } from './AmendDialog';
import { roundQuery } from './api';
import { CloseRound, OpenRound } from './OpenClose';
import { EditorProvider } from './editor';
import grid from './Grid.module.css';
import { type Step, steps } from './places';
import { SaveLine } from './SaveLine';
import { Simulation } from './Simulation';
import { StepFrame } from './StepFrame';
import { AwardsStep } from './steps/AwardsStep';
import { CategoriesStep } from './steps/CategoriesStep';
import { ChainStep } from './steps/ChainStep';
import { CheckStep } from './steps/CheckStep';
import { FormStep } from './steps/FormStep';
import { InfoStep } from './steps/InfoStep';
import { RubricStep } from './steps/RubricStep';
import { VotingStep } from './steps/VotingStep';
import type { RoundDetail } from './types';
import { type Mode, useRulesDraft } from './useRulesDraft';

export default function RoundSetup() {
  const { id } = useParams({ from: '/app/rounds/$id' });
  const { data, error, isPending, refetch } = useQuery({ ...roundQuery(id), refetchOnWindowFocus: false });
  const crumbs = [{ label: t('rounds.nav'), to: '/rounds' }];
  if (data) return <Loaded round={data} />;
  return (
    <Page title={t('rounds.round')} breadcrumb={crumbs} width="wide">
      {isPending && <Skeletons rows={5} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
    </Page>
  );
}

/** A draft is edited by those who may; an open round only as an amendment; everyone else reads. */
function Loaded({ round }: { round: RoundDetail }) {
  const [amending, setAmending] = useState(false);
  const mode: Mode = round.can.includes('edit') ? 'draft' : amending && round.can.includes('amend') ? 'amend' : 'read';
  return (
    <Setup
      key={mode === 'read' ? `read ${round.version}` : `${mode} ${round.state}`}
      round={round}
      mode={mode}
      onAmend={setAmending}
    />
  );
}

function Setup({ round, mode, onAmend }: { round: RoundDetail; mode: Mode; onAmend: (amending: boolean) => void }) {
  const session = useSession();
  const search = useSearch({ from: '/app/rounds/$id' });
  const navigate = useNavigate();
  const draft = useRulesDraft(round, mode);
  const [sending, setSending] = useState(false);
  const step: Step = steps.find((known) => known === search.step) ?? 'info';
  const to = (next: Step): void =>
    void navigate({ to: '/rounds/$id', params: { id: round.id }, search: { step: next } });
  const staff = hasRole(session, 'BOARD_STAFF', 'LEADER', 'AUDITOR', 'COUNCIL_SECRETARY', 'COUNCIL_CHAIR');

  return (
    <Page
      title={round.name}
      breadcrumb={[{ label: t('rounds.nav'), to: '/rounds' }]}
      width="wide"
      lead={
        <>
          {round.code} · {round.unitName} <StateBadge state={round.state} area="rounds" />
        </>
      }
      actions={
        <>
          {round.state !== 'DRAFT' && staff && (
            <LinkButton to="/rounds/$id/progress" params={{ id: round.id }} variant="default">
              {t('rounds.progress')}
            </LinkButton>
          )}
          {hasRole(session, 'BOARD_STAFF', 'AUDITOR') && (
            <LinkButton to="/rounds/$id/messages" params={{ id: round.id }} variant="default">
              {t('messages.texts')}
            </LinkButton>
          )}
          {mode === 'read' && round.can.includes('amend') && (
            <Button variant="default" onClick={() => onAmend(true)}>
              {t('rounds.amend')}
            </Button>
          )}
          {mode === 'read' && round.can.includes('close') && <CloseRound round={round} />}
        </>
      }
    >
      {mode === 'amend' && (
        <Alert color="amber" mb="md" title={t('rounds.amending')}>
          {t('rounds.amending_hint')}
          <div className={grid.buttons}>
            <Button onClick={() => setSending(true)}>{t('rounds.amend_send')}</Button>
            <Button
              variant="default"
              onClick={() => {
                void draft.takeTheirs().finally(() => onAmend(false));
              }}
            >
              {t('rounds.amend_drop')}
            </Button>
          </div>
        </Alert>
      )}
      {round.state !== 'DRAFT' && staff && mode === 'read' && (
        <nav aria-label={t('rounds.places')} className={`${grid.buttons} dvk-no-print`} style={{ margin: '0 0 1rem' }}>
          {(['panels', 'standings', 'councils', 'decisions'] as const).map((place) => (
            <LinkButton key={place} to={`/rounds/${round.id}/${place}` as string} variant="subtle">
              {t(`rounds.to_${place}`)}
            </LinkButton>
          ))}
        </nav>
      )}
      {mode !== 'read' && <SaveLine id={round.id} draft={draft} mode={mode} />}
      <EditorProvider
        value={{
          rules: draft.rules,
          readOnly: mode === 'read',
          problems: draft.problems,
          at: search.at,
          edit: draft.edit,
        }}
      >
        <StepFrame step={step} onStep={to} withCheck={mode !== 'read'}>
          {step === 'info' && <InfoStep round={round} />}
          {step === 'chain' && <ChainStep />}
          {step === 'form' && <FormStep />}
          {step === 'categories' && <CategoriesStep />}
          {step === 'rubrics' && <RubricStep />}
          {step === 'voting' && <VotingStep />}
          {step === 'awards' && <AwardsStep />}
          {step === 'check' && mode === 'read' && <Simulation unitId={round.unitId} />}
          {step === 'check' && mode !== 'read' && (
            <CheckStep round={round}>
              {mode === 'draft' && round.can.includes('open') && <OpenRound round={round} draft={draft} />}
            </CheckStep>
          )}
        </StepFrame>
        {mode === 'amend' && (
          <AmendDialog
            opened={sending}
            round={round}
            draft={draft}
            onClose={() => setSending(false)}
            onCheck={() => {
              setSending(false);
              to('check');
            }}
            onDone={() => {
              setSending(false);
              onAmend(false);
            }}
          />
        )}
      </EditorProvider>
    </Page>
  );
}
