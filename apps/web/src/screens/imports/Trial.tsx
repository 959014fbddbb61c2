import { useState } from 'react';
import { Alert, Button } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { type Import, type ImportPlan, importQuery, planQuery, prepareImport, runImport } from './api';
import { Columns } from './Columns';
import { RejectedButton } from './Finished';
import { Found } from './Found';
import css from './imports.module.css';
import { OutcomeFilter, type Shown } from './OutcomeFilter';
import { Questions } from './Questions';
import { RowList } from './RowList';

const PAGE = 50;

/** Steps 1 to 4: what was found, how it is read, what would become of each row, and the order to write. */
export function Trial({ one }: { one: Import }) {
  const plan = useQuery({ ...planQuery(one.id, one.version), placeholderData: keepPreviousData });
  if (plan.error) return <ProblemAlert problem={asProblem(plan.error)} onRetry={() => void plan.refetch()} />;
  if (!plan.data) return <Skeletons rows={6} height={72} />;
  return <Steps one={one} plan={plan.data} />;
}

function Steps({ one, plan }: { one: Import; plan: ImportPlan }) {
  const queries = useQueryClient();
  const check = useProblem();
  const [roles, setRoles] = useState<Record<number, string>>({});
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [asking, setAsking] = useState(false);
  const changed = Object.keys(roles).length > 0 || Object.keys(answers).length > 0;
  const may = one.can.includes('prepare');
  const { counts } = plan;

  const prepare = (): Promise<Import> =>
    prepareImport(one.id, {
      version: one.version,
      sheet: plan.sheet,
      top: plan.headerTop,
      bottom: plan.headerBottom,
      columns: plan.columns.map(({ column, role }) => ({ column, role: roles[column] ?? role })),
      answers: Object.entries(answers).map(([key, unitId]) => ({ key, unitId })),
    });
  const keep = (next: Import): void => {
    queries.setQueryData(importQuery(one.id).queryKey, next);
    void queries.invalidateQueries({ queryKey: ['imports', 'list'] });
  };

  async function recheck(): Promise<void> {
    await check.run(async () => {
      keep(await prepare());
      setRoles({});
      setAnswers({});
    });
  }

  async function write(): Promise<void> {
    const ready = one.state === 'READY' ? one : await prepare();
    keep(ready);
    keep(await runImport(one.id, ready.version));
  }

  return (
    <>
      <Found plan={plan} />
      <Section title={t('imports.step_columns')} hint={t('imports.columns_hint')}>
        <Columns
          plan={plan}
          roles={roles}
          disabled={!may}
          onChange={(column, role) => setRoles({ ...roles, [column]: role })}
        />
        <Questions
          questions={plan.questions}
          within={one.scopeUnitId}
          answers={answers}
          onAnswer={(key, unitId) => {
            const { [key]: _, ...rest } = answers;
            setAnswers(unitId === null ? rest : { ...rest, [key]: unitId });
          }}
        />
        <ProblemAlert problem={check.problem} />
        {may && (
          <div className={css.buttons}>
            <Button variant={changed ? 'filled' : 'default'} loading={check.busy} onClick={() => void recheck()}>
              {t('imports.recheck')}
            </Button>
            {changed && <span role="status">{t('imports.recheck_hint')}</span>}
          </div>
        )}
      </Section>
      <Result one={one} plan={plan} />
      {may && (
        <Section title={t('imports.step_write')} hint={t('imports.write_hint')}>
          {counts.accepted === 0 && (
            <Alert color="gray" role="status">
              {t('imports.write_nothing')}
            </Alert>
          )}
          <div className={css.buttons}>
            <Button disabled={changed || counts.accepted === 0} onClick={() => setAsking(true)}>
              {t('imports.write', { n: formatNumber(counts.accepted) })}
            </Button>
            {changed && <span>{t('imports.recheck_hint')}</span>}
          </div>
          <ConfirmDialog
            opened={asking}
            onClose={() => setAsking(false)}
            title={t('imports.write_title', { n: formatNumber(counts.accepted) })}
            consequences={[
              t('imports.write_hint'),
              t('imports.write_what', {
                rejected: formatNumber(counts.rejected),
                already: formatNumber(counts.already),
              }),
            ]}
            confirmLabel={t('imports.write', { n: formatNumber(counts.accepted) })}
            onConfirm={write}
          />
        </Section>
      )}
    </>
  );
}

/** Step 3: what would become of each row. */
function Result({ one, plan }: { one: Import; plan: ImportPlan }) {
  const { counts } = plan;
  const [shown, setShown] = useState<Shown>(counts.rejected > 0 ? 'REJECTED' : counts.warned > 0 ? 'WARNED' : 'ALL');
  const [length, setLength] = useState(PAGE);
  const rows = plan.rows.filter(({ outcome }) => shown === 'ALL' || outcome === shown);
  return (
    <Section title={t('imports.step_result')} hint={t('imports.result_hint')}>
      {counts.rejected > 0 && <RejectedButton id={one.id} />}
      <OutcomeFilter
        counts={counts}
        value={shown}
        onChange={(next) => {
          setShown(next);
          setLength(PAGE);
        }}
      />
      <RowList rows={rows.slice(0, length)} />
      {rows.length > length && (
        <div className={css.buttons}>
          <Button variant="default" onClick={() => setLength(length + PAGE * 2)}>
            {t('imports.rows_more')}
          </Button>
        </div>
      )}
      {plan.left > 0 && <p className={css.dim}>{t('imports.rows_left', { n: formatNumber(plan.left) })}</p>}
    </Section>
  );
}
