import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { hasRole, useSession } from '../../api/session';
import { formatDate, formatNumber, t } from '../../i18n';
import { Facts } from '../../ui/Facts';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import css from './Admin.module.css';
import { unitQuery } from './api';
import type { UnitDetail, UnitSuccession } from './types';
import { CloseUnit, CreateUnit, EditUnit } from './UnitForms';
import { kindName } from './kind-name';
import { UnitTree } from './UnitTree';

export default function UnitScreen() {
  const { id } = useParams({ from: '/app/units/$id' });
  const { asOf } = useSearch({ from: '/app/units/$id' });
  const { data, error, isPending, refetch } = useQuery(unitQuery(id));
  if (data) return <Detail key={data.id} unit={data} asOf={asOf} />;
  return (
    <Page title={t('admin.unit')} breadcrumb={[{ label: t('admin.units'), to: '/units' }]} width="wide">
      {isPending && <Skeletons rows={4} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
    </Page>
  );
}

type Doing = 'create' | 'edit' | 'close' | null;

function Detail({ unit, asOf }: { unit: UnitDetail; asOf: string | undefined }) {
  const session = useSession();
  const [doing, setDoing] = useState<Doing>(null);
  const stop = (): void => setDoing(null);
  const closed = unit.validTo !== null;
  return (
    <Page
      title={unit.name}
      width="wide"
      lead={[kindName(unit.kind), closed ? t('admin.closed_since', { day: formatDate(unit.validTo) }) : null]
        .filter(Boolean)
        .join(' · ')}
      breadcrumb={[
        { label: t('admin.units'), to: '/units' },
        ...unit.ancestors.map((above) => ({ label: above.name, to: `/units/${above.id}` })),
      ]}
      actions={
        <>
          {unit.can.includes('update') && (
            <Button variant="default" onClick={() => setDoing('edit')}>
              {t('admin.unit_edit')}
            </Button>
          )}
          {unit.can.includes('update') && !closed && (
            <Button variant="default" onClick={() => setDoing('close')}>
              {t('admin.unit_close')}
            </Button>
          )}
        </>
      }
    >
      <Section title={t('admin.unit_details')}>
        <Facts
          facts={[
            [t('admin.unit_code'), unit.code],
            [t('admin.kind'), kindName(unit.kind)],
            [t('admin.unit_level'), kindName(unit.level)],
            [t('admin.valid_from'), formatDate(unit.validFrom)],
            [t('admin.valid_to'), unit.validTo && formatDate(unit.validTo)],
            [
              t('admin.child_counts'),
              unit.childCounts
                .map((one) => `${formatNumber(one.count)} ${kindName(one.kind).toLowerCase()}`)
                .join(', '),
            ],
          ]}
        />
      </Section>
      {(unit.predecessors.length > 0 || unit.successors.length > 0) && (
        <Section title={t('admin.successions')}>
          <Successions title={t('admin.predecessors')} items={unit.predecessors} />
          <Successions title={t('admin.successors')} items={unit.successors} />
        </Section>
      )}
      <Section
        title={t('admin.children')}
        actions={
          unit.can.includes('create') && !closed ? (
            <Button variant="default" onClick={() => setDoing('create')}>
              {t('admin.unit_add')}
            </Button>
          ) : undefined
        }
      >
        <UnitTree parentId={unit.id} asOf={asOf} />
      </Section>
      {hasRole(session, 'ADMIN', 'AUDITOR', 'BOARD_STAFF') && (
        <div className={css.buttons}>
          <LinkButton to="/accounts" search={{ unitId: unit.id }} variant="subtle">
            {t('admin.accounts_of_unit')}
          </LinkButton>
          {hasRole(session, 'AUDITOR') && (
            <LinkButton to="/audit" search={{ subjectType: 'Unit', subjectId: unit.id }} variant="subtle">
              {t('admin.audit_of_this')}
            </LinkButton>
          )}
        </div>
      )}
      <CreateUnit parent={unit} opened={doing === 'create'} onClose={stop} />
      <EditUnit unit={unit} opened={doing === 'edit'} onClose={stop} />
      <CloseUnit unit={unit} opened={doing === 'close'} onClose={stop} />
    </Page>
  );
}

function Successions({ title, items }: { title: string; items: UnitSuccession[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <p>{title}</p>
      <ul className={css.list}>
        {items.map((one) => (
          <li key={one.unit.id}>
            <Link to="/units/$id" params={{ id: one.unit.id }} search={{}}>
              {one.unit.name}
            </Link>{' '}
            <span className={css.dim}>
              {[
                t(one.part === 'WHOLE' ? 'admin.part_whole' : 'admin.part_part'),
                t('admin.since_day', { day: formatDate(one.effectiveOn) }),
                one.legalBasis,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
