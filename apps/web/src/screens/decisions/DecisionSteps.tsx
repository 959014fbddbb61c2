import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDate, formatMoney, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DateField } from '../../ui/DateField';
import { LinkButton } from '../../ui/LinkButton';
import { baseSalariesQuery, roundQuery } from '../rounds/api';
import { awardMoney, sumOf } from '../rounds/numbers';
import { type Authority, type Decision, decisionQuery, issueDecision, sendBackDecision, submitDecision } from './api';
import css from './decisions.module.css';
import { salaryOn, today } from './salary';

/** What may be done with the decision now, as the server says in `can`. */
export function DecisionSteps({ decision }: { decision: Decision }) {
  const [asked, setAsked] = useState<'submit' | 'sendBack' | 'issue' | null>(null);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const may = (action: string): boolean => decision.can.includes(action);
  const close = (): void => setAsked(null);
  const refresh = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: ['decisions', decision.roundId] });
    await queries.invalidateQueries({ queryKey: ['home'] });
  };
  const show = async (answer: Decision): Promise<void> => {
    queries.setQueryData(decisionQuery(decision.id).queryKey, answer);
    await refresh();
  };
  return (
    <div className={css.steps}>
      {may('issue') && <Button onClick={() => setAsked('issue')}>{t('decisions.issue')}</Button>}
      {may('submit') && <Button onClick={() => setAsked('submit')}>{t('decisions.submit')}</Button>}
      {may('edit') && (
        <LinkButton to="/decisions/$id/edit" params={{ id: decision.id }} variant="default">
          {t('decisions.edit')}
        </LinkButton>
      )}
      {may('sendBack') && (
        <Button variant="default" onClick={() => setAsked('sendBack')}>
          {t('decisions.send_back')}
        </Button>
      )}
      <ConfirmDialog
        opened={asked === 'submit'}
        onClose={close}
        title={t('decisions.submit_title')}
        consequences={[t('decisions.submit_locked'), t('decisions.submit_told')]}
        confirmLabel={t('decisions.submit')}
        onConfirm={async () => show(await submitDecision(decision.id, decision.version))}
      />
      <ConfirmDialog
        opened={asked === 'sendBack'}
        onClose={close}
        title={t('decisions.send_back_title')}
        consequences={[t('decisions.send_back_edit')]}
        reason="required"
        confirmLabel={t('decisions.send_back')}
        onConfirm={async (reason) => {
          await sendBackDecision(decision.id, decision.version, reason);
          await refresh();
          // A draft is the board's own: who sent it back does not see it any more.
          await navigate({ to: '/' });
        }}
      />
      {may('issue') && <IssueDialog opened={asked === 'issue'} onClose={close} decision={decision} onIssued={show} />}
    </div>
  );
}

const authorities: Authority[] = ['KT', 'TM', 'TL', 'TUQ', 'Q', ''];

function IssueDialog({ opened, onClose, decision, onIssued }: { opened: boolean; onClose: () => void; decision: Decision; onIssued: (decision: Decision) => Promise<void> }) {
  const [day, setDay] = useState<string | null>(today());
  const [authority, setAuthority] = useState<Authority>(decision.family === 'PARTY' ? 'TM' : 'KT');
  const round = useQuery(roundQuery(decision.roundId));
  const salaries = useQuery(baseSalariesQuery);
  const salary = day ? salaryOn(salaries.data?.items ?? [], day) : undefined;
  const sums = decision.awards.map(({ coefficient }) => (salary && round.data ? awardMoney(coefficient, salary.amount, round.data.rules.money) : null));
  const total = sums.includes(null) ? formatMoney(decision.totalAmount) : formatMoney(sumOf(sums.filter((sum) => sum !== null)));
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('decisions.issue_title')}
      consequences={[
        t('decisions.issue_number'),
        <strong key="money">{t('decisions.issue_money', { total })}</strong>,
        t('decisions.issue_entries', { n: decision.awards.length }),
        t('decisions.issue_certificates', { n: decision.awards.length }),
        t('decisions.issue_final'),
      ]}
      confirmLabel={t('decisions.issue')}
      disabled={day === null}
      onConfirm={async () => onIssued(await issueDecision(decision.id, { version: decision.version, decidedOn: day ?? '', signerAuthority: authority }))}
    >
      <div className={css.two}>
        <DateField label={t('decisions.issue_date')} value={day} onChange={setDay} required />
        <NativeSelect
          label={t('decisions.issue_authority')}
          value={authority}
          onChange={(event) => setAuthority(authorities.find((one) => one === event.currentTarget.value) ?? '')}
          data={authorities.map((value) => ({ value, label: t(`decisions.authority_${value}`) }))}
        />
      </div>
      {salary && day && <p className={css.dim}>{t('decisions.money_at', { at: formatDate(day), amount: formatMoney(salary.amount), basis: salary.legalBasis })}</p>}
    </ConfirmDialog>
  );
}
